import { gunzipSync } from 'zlib';
import { WrittenAnswers } from './WrittenAnswers';

/** An answer that counts how often it was made. */
function countingAnswer(revision: string, text = 'fine') {
  const body = jest.fn(() => ({ revision, text }));
  return { revision, body };
}

describe('WrittenAnswers', () => {
  it('makes an answer once per revision, however many ask', async () => {
    const answers = new WrittenAnswers();
    const first = countingAnswer('a.1', 'x'.repeat(5_000));
    const same = countingAnswer('a.1', 'x'.repeat(5_000));
    const one = answers.write('/resources', first);
    const two = answers.write('/resources', same);
    expect(two.plain).toBe(one.plain);
    expect(await two.gzipped()).toBe(await one.gzipped());
    expect(first.body).toHaveBeenCalledTimes(1);
    expect(same.body).not.toHaveBeenCalled();
  });

  it('makes it again for another revision and for another address', () => {
    const answers = new WrittenAnswers();
    answers.write('/resources', countingAnswer('a.1', 'before'));
    const changed = answers.write('/resources', countingAnswer('a.2', 'after'));
    const other = answers.write('/summary', countingAnswer('a.2', 'summary'));
    expect(String(changed.plain)).toContain('after');
    expect(String(other.plain)).toContain('summary');
  });

  it('packs to the same text, and leaves alone what is small', async () => {
    const answers = new WrittenAnswers();
    const large = answers.write('/a', countingAnswer('1', 'x'.repeat(5_000)));
    const small = answers.write('/b', countingAnswer('1'));
    const packed = await large.gzipped();
    expect(packed!.length).toBeLessThan(large.plain.length);
    expect(gunzipSync(packed!)).toEqual(large.plain);
    expect(await small.gzipped()).toBeUndefined();
  });

  it('forgets the address that was not asked for longest', () => {
    const answers = new WrittenAnswers();
    const ask = (address: string) => {
      const answer = countingAnswer('1');
      answers.write(address, answer);
      return answer.body.mock.calls.length > 0;
    };
    ask('/popular');
    for (let i = 0; i < 100; i += 1) {
      ask(`/resources?q=${i}`);
      expect(ask('/popular')).toBe(false);
    }
    expect(ask('/resources?q=99')).toBe(false);
    expect(ask('/resources?q=0')).toBe(true);
  });
});
