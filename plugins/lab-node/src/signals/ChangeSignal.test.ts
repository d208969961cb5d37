import { ManualTimers } from '../testUtils/ManualTimers';
import { ChangeSignal } from './ChangeSignal';

describe('ChangeSignal', () => {
  const sent: number[] = [];
  const timers = new ManualTimers();
  const signal = new ChangeSignal({
    timers,
    send: () => sent.push(timers.now()),
  });

  it('sends the first change at once', () => {
    signal.changed();
    expect(sent).toEqual([0]);
  });

  it('tells a storm of changes at most four times a second, the last one included', () => {
    for (let i = 0; i < 100; i += 1) {
      timers.advance(10);
      signal.changed();
    }
    timers.advance(500);
    expect(sent).toEqual([0, 250, 500, 750, 1000, 1250]);
  });

  it('lets a lazy change wait for two seconds', () => {
    timers.advance(10_000);
    const before = sent.length;
    signal.changed({ isLazy: true });
    timers.advance(1_999);
    expect(sent).toHaveLength(before);
    timers.advance(1);
    expect(sent).toHaveLength(before + 1);
  });

  it('takes a lazy change along with an urgent one', () => {
    timers.advance(10_000);
    const before = sent.length;
    signal.changed({ isLazy: true });
    signal.changed();
    timers.advance(10_000);
    expect(sent).toHaveLength(before + 1);
  });

  it('sends nothing after it was stopped', () => {
    signal.changed({ isLazy: true });
    signal.stop();
    const before = sent.length;
    timers.advance(10_000);
    expect(sent).toHaveLength(before);
  });
});
