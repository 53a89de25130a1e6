# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
"""The main job in the real window: fill in the form, subscribe, read the ids, copy them.

window_mainjob.py MESOSCRIBE MESOSCRIBE_PRACTICE

What the master sends is known because the practice cluster's ids follow from its seed: a second one with the same seed tells curl the same.
"""

from practice import Practice
from window import Window, arguments, same, until

def main():
    program, practice_program = arguments()
    with Practice(practice_program) as practice:
        expected = practice.subscribe({'type': 'SUBSCRIBE', 'subscribe': {'framework_info': {
            'user': 'lombardo', 'name': 'HelloWorld Framework', 'roles': ['hello_world_role'],
            'capabilities': [{'type': 'MULTI_ROLE'}]}}})

    with Practice(practice_program) as practice, Window(program, f'http://{practice.address}') as window:
        until(lambda: window.field('Master').endswith(practice.address), 'the master of the command line is filled in')
        window.type('User', 'lombardo')
        window.type('Name', 'HelloWorld Framework')
        window.type('Roles', 'hello_world_role')
        window.press('Subscribe')
        until(lambda: window.state().startswith('Subscribed'), 'the pill says Subscribed')
        until(lambda: window.field('Offer IDs'), 'offers have come')
        same(window.field('Framework ID'), expected['framework'], 'framework id')
        same(window.field('Stream ID'), expected['stream'], 'stream id')
        same(window.field('Agent ID'), expected['agent'], 'agent id')
        same(window.field('Offer IDs'), ' '.join(expected['offers']), 'offer ids')

        for button, value in (('Copy framework ID', expected['framework']), ('Copy stream ID', expected['stream']),
                              ('Copy agent ID', expected['agent']), ('Copy offer IDs', '\n'.join(expected['offers']))):
            window.press(button)
            until(lambda: window.clipboard() == value, f'{button}: the clipboard holds the whole id')
            print(f'ok: {button}')

        window.find('Offers', 'tree', 'tree table')
        window.find('Records', 'table', 'tree table')
        window.press('Disconnect')
        until(lambda: window.state().startswith('Not connected'), 'the pill says Not connected')

    with Window(program) as window:
        window.press('Use the practice cluster')
        until(lambda: window.state().startswith('Subscribed'), 'the practice cluster is subscribed to')
        until(lambda: window.field('Offer IDs'), 'the practice cluster offers')
        window.press('Copy framework ID')
        until(lambda: window.clipboard() == window.field('Framework ID') != '', 'the clipboard holds the framework id')
        print('ok: the practice cluster from the first-run page')


main()
