# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
"""The later calls in the real window: tick an offer, launch, see it run, kill it, tear down; and quit with a running task.

window_latercalls.py MESOSCRIBE
"""

from window import Window, arguments, same, until


def subscribe(window):
    until(lambda: window.state().startswith('Subscribed'), 'the practice cluster is subscribed to')
    until(lambda: window.field('Offer IDs'), 'the practice cluster offers')


def launch(window, name, command):
    window.press('Launch…')
    window.type('Task name', name)
    window.type('Command', command)
    until(lambda: window.is_enabled('Launch'), 'the launch form can be sent')
    window.press('Launch')


def life_of_a_task(program):
    with Window(program, '--practice') as window:
        subscribe(window)
        window.tick(window.cell('Offer O0'))
        until(lambda: window.has_cell('Offer O0', 'ticked'), 'the offer is ticked')
        held = window.find('Holding', 'label').description
        same(held.startswith('Holding 3 offers'), True, f'the holding meter: {held}')

        launch(window, 'web', 'sleep 60')
        until(lambda: window.has_cell('Task web', 'running', 'acknowledged'), 'the task runs, and this is acknowledged')
        print('ok: running')
        window.click(window.cell('Task web'))
        until(lambda: window.is_enabled('Kill'), 'the task can be killed')
        window.press('Reconcile')
        window.press('Kill')
        until(lambda: window.has_cell('Task web', 'killed'), 'the task is killed')
        print('ok: killed')

        window.tab('Calls')
        for call in ('ACCEPT', 'RECONCILE', 'KILL'):
            until(lambda: window.has_cell(call), f'{call} is among the calls')
        print('ok: the calls are told')

        window.tab('Tasks')
        window.press('Tear down…')
        window.press('Tear down')
        until(lambda: not window.state().startswith('Subscribed'), 'the framework is torn down')
        print(f'ok: torn down: {window.state()}')


def quit_with_a_task(program):
    with Window(program, '--practice') as window:
        subscribe(window)
        launch(window, 'long', 'sleep 600')
        until(lambda: window.has_cell('Task long', 'running'), 'the task runs')
        window.menu('Quit')
        window.press('Cancel')
        same(window.state().startswith('Subscribed'), True, 'Cancel stays')
        window.menu('Quit')
        window.press('Leave running')
        until(lambda: window.process.poll() is not None, 'the program has ended')
        same(window.process.returncode, 0, 'it ended well')

    with Window(program, '--practice') as window:
        subscribe(window)
        window.menu('Quit')
        until(lambda: window.process.poll() is not None, 'nothing is asked when nothing would be lost')
        print('ok: quit without a question')


def main():
    program, = arguments()
    life_of_a_task(program)
    quit_with_a_task(program)


main()
