# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
"""The practice cluster as a process of its own, whose ids follow from its seed."""

import json
import subprocess
import urllib.request

SEED = '20171025'


class Practice:
    def __init__(self, program):
        self.process = subprocess.Popen([program, '--port', '0', '--agents', '1', '--seed', SEED],
                                        stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line.startswith('listening on '), line
        self.address = line.split()[-1]
        self.token = self.process.stdout.readline().split()[-1]

    def fault(self, name):
        request = urllib.request.Request(f'http://{self.address}/practice/faults', json.dumps({'fault': name}).encode(),
                                         {'Content-Type': 'application/json', 'X-Mesoscribe-Practice': self.token})
        urllib.request.urlopen(request, timeout=20).read()

    def subscribe(self, body):
        """The ids of a subscription, read from the stream by hand."""
        request = urllib.request.Request(f'http://{self.address}/api/v1/scheduler', json.dumps(body).encode(),
                                         {'Content-Type': 'application/json', 'Accept': 'application/json'})
        with urllib.request.urlopen(request, timeout=20) as answer:
            ids = {'stream': answer.headers['Mesos-Stream-Id']}
            while 'offers' not in ids:
                record = json.loads(answer.read(int(answer.readline())))
                if record['type'] == 'SUBSCRIBED':
                    ids['framework'] = record['subscribed']['framework_id']['value']
                elif record['type'] == 'OFFERS':
                    offers = record['offers']['offers']
                    ids['offers'] = [offer['id']['value'] for offer in offers]
                    ids['agent'] = offers[0]['agent_id']['value']
            return ids

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=10)
