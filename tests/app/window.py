# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
"""The real window, seen and driven through the accessibility tree."""

import os
import signal
import subprocess
import sys
import time

import pyatspi

PATIENCE = 30.0


def until(claim, what, patience=PATIENCE):
    """Returns the first true value of claim(); fails with `what` when there is none in time."""
    end = time.monotonic() + patience
    value = None
    while time.monotonic() < end:
        try:
            value = claim()
        except Exception:  # a widget may vanish while it is looked at
            value = None
        if value:
            return value
        time.sleep(0.1)
    raise SystemExit(f'timed out: {what}')


def wait_for_window_manager():
    def has_manager():
        root = subprocess.run(['xprop', '-root', '_NET_SUPPORTING_WM_CHECK'], capture_output=True, text=True)
        return 'window id' in root.stdout
    until(has_manager, 'no window manager')


class Window:
    def __init__(self, *command):
        wait_for_window_manager()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.app = until(self._application, 'the application is not on the accessibility bus')

    def _application(self):
        for app in pyatspi.Registry.getDesktop(0):
            if app is not None and app.get_process_id() == self.process.pid:
                return app
        return None

    def _walk(self, node):
        if node is None:
            return
        yield node
        for child in node:
            yield from self._walk(child)

    def all(self, name, roles):
        return [n for n in self._walk(self.app) if n.name == name and n.getRoleName() in roles]

    def find(self, name, *roles):
        def showing():
            found = self.all(name, roles)
            seen = [n for n in found if n.getState().contains(pyatspi.STATE_SHOWING)]
            return (seen or found or [None])[0]
        return until(showing, f'no {"/".join(roles)} named {name!r}')

    def press(self, name):
        self.find(name, 'push button', 'button').queryAction().doAction(0)

    def cell(self, beginning):
        """The first table cell in view whose name begins so."""
        def showing():
            return next((n for n in self._walk(self.app)
                         if n.getRoleName() in ('table cell', 'tree item', 'table row') and n.name.startswith(beginning)
                         and n.getState().contains(pyatspi.STATE_SHOWING)), None)
        return until(showing, f'no cell that begins with {beginning!r}')

    def has_cell(self, *parts):
        """Whether some table cell in view has all of these in its name."""
        return any(n.getRoleName() in ('table cell', 'tree item') and all(part in n.name for part in parts)
                   for n in self._walk(self.app))

    def click(self, cell, from_left=None):
        """Clicks into a cell: in its middle, or so many pixels from its left edge."""
        area = cell.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        x = area.x + (area.width // 2 if from_left is None else from_left)
        pyatspi.Registry.generateMouseEvent(x, area.y + area.height // 2, 'b1c')

    def tick(self, cell):
        """Clicks the check box in front of a cell's text."""
        self.click(cell, 10)

    def tab(self, name):
        """Brings the tab of that name to the front."""
        tab = self.find(name, 'page tab')
        tab.queryAction().doAction(0)

    def menu(self, name):
        """Carries out the entry of a menu."""
        until(lambda: next((n for n in self._walk(self.app) if n.name == name and 'menu item' in n.getRoleName()), None),
              f'no menu item {name!r}').queryAction().doAction(0)

    def is_enabled(self, name):
        return self.find(name, 'push button', 'button').getState().contains(pyatspi.STATE_ENABLED)

    def field(self, name):
        return self.find(name, 'text', 'entry').queryText().getText(0, -1)

    def type(self, name, text):
        self.find(name, 'text', 'entry').queryEditableText().setTextContents(text)

    def state(self):
        """What the pill says."""
        return self.find('Connection state', 'label').description

    def clipboard(self):
        return subprocess.run(['xclip', '-selection', 'clipboard', '-o'], capture_output=True, text=True).stdout

    def picture(self, path):
        subprocess.run(f'xwd -root -silent | convert xwd:- {path}', shell=True, check=True)

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None and os.environ.get('MESOSCRIBE_FAILED_PICTURE'):
            self.picture(os.environ['MESOSCRIBE_FAILED_PICTURE'])
        self.close()


def same(found, wanted, what):
    if found != wanted:
        raise SystemExit(f'{what}: found {found!r}, wanted {wanted!r}')
    print(f'ok: {what}: {found}')


def arguments():
    return sys.argv[1:]
