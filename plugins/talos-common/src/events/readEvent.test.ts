import { readEvent } from './readEvent';

const ID = 'd4ff3v8g000000000000';
const event = (type: string, fields: object) => ({
  id: ID,
  actorId: 'a-b',
  data: { '@type': `talos/runtime/machine.${type}`, ...fields },
});

describe('readEvent', () => {
  it.each<[string, object, object]>([
    [
      'SequenceEvent',
      { sequence: 'reboot', action: 'START', error: null },
      { kind: 'sequence', severity: 'info', sentence: 'reboot began' },
    ],
    [
      'SequenceEvent',
      { sequence: 'boot', action: 'STOP', error: { message: 'no disk' } },
      { severity: 'error', sentence: 'boot failed: no disk' },
    ],
    [
      'ServiceStateEvent',
      {
        service: 'kubelet',
        action: 'RUNNING',
        message: 'Health check failed',
        health: { unknown: false, healthy: false },
      },
      {
        severity: 'warning',
        sentence: 'kubelet is running: Health check failed',
      },
    ],
    [
      'ServiceStateEvent',
      { service: 'cri', action: 'FAILED', message: '', health: null },
      { severity: 'error', sentence: 'cri is failed' },
    ],
    [
      'MachineStatusEvent',
      {
        stage: 'RUNNING',
        status: {
          ready: false,
          unmetConditions: [{ name: 'time', reason: 'time is not synced' }],
        },
      },
      {
        severity: 'warning',
        sentence:
          'The machine is running, not ready (time: time is not synced)',
      },
    ],
    [
      'AddressEvent',
      { hostname: 'cp-01', addresses: ['10.0.0.1'] },
      { sentence: 'cp-01 has 10.0.0.1' },
    ],
    ['TomorrowsEvent', {}, { kind: 'Tomorrows', severity: 'info' }],
  ])('tells a %s in words', (type, fields, expected) => {
    expect(readEvent(event(type, fields))).toMatchObject(expected);
  });

  it('reads the time out of the id', () => {
    // 0x6a5e0000 seconds, as rs/xid packs them: five bits a letter.
    const seconds = 0x6a5e0000;
    const bits = seconds.toString(2).padStart(32, '0').padEnd(100, '0');
    const id = (bits.match(/.{5}/g) ?? [])
      .map(five => '0123456789abcdefghijklmnopqrstuv'[parseInt(five, 2)])
      .join('');
    expect(readEvent({ ...event('RestartEvent', {}), id })?.at).toBe(
      new Date(seconds * 1000).toISOString(),
    );
    expect(readEvent({ ...event('RestartEvent', {}), id: 'x' })?.at).toBe(
      undefined,
    );
  });

  it.each([[{}], [undefined], [{ metadata: { error: 'gone' } }]])(
    'finds no event in %j',
    message => {
      expect(readEvent(message)).toBeUndefined();
    },
  );
});
