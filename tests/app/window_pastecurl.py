# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
"""The walk-through's curl, pasted word for word into the real window, subscribes and shows the offer; and the stream survives its master.

window_pastecurl.py MESOSCRIBE MESOSCRIBE_PRACTICE WALK_THROUGH_CURL
"""

import subprocess

from practice import Practice
from window import Window, arguments, same, until


def copy_to_clipboard(path):
    # xclip stays behind to serve the clipboard, so it must not hold this script's output.
    subprocess.run(['xclip', '-selection', 'clipboard', '-i', path], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    program, practice_program, curl = arguments()
    practice = Practice(practice_program)
    with practice, Window(program) as window:
        copy_to_clipboard(curl)
        window.press('Paste curl from the clipboard')
        until(lambda: window.field('Name') == 'HelloWorld Framework', 'the name is filled in')
        same(window.field('Master'), 'localhost:5050', 'master')
        same(window.field('User'), 'lombardo', 'user')
        same(window.field('Roles'), 'hello_world_role', 'roles')

        # Port 5050 belongs to whoever runs a master on this machine; the practice cluster has another.
        window.type('Master', practice.address)
        window.press('Subscribe')
        until(lambda: window.state().startswith('Subscribed'), 'the pill says Subscribed')
        until(lambda: window.field('Offer IDs'), 'the offer is shown')
        framework = window.field('Framework ID')

        # The walk-through names no failover timeout, so a broken stream ends the framework: trying again with its id is refused.
        practice.fault('drop-stream-inside-record')
        until(lambda: window.state().startswith('Stopped'), 'the pill says Stopped')
        same(window.field('Framework ID'), framework, 'the id is kept to be read')
        window.press('Subscribe as a new framework')
        until(lambda: window.state().startswith('Subscribed'), 'the pill says Subscribed again')
        until(lambda: window.field('Framework ID') not in ('', framework), 'there is a new framework id')
        until(lambda: window.field('Offer IDs'), 'offers are shown again')
        print('ok: subscribed as a new framework after the old one was removed')


main()
