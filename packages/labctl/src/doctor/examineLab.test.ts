/** @jest-environment node */
import { examine } from './__testUtils__/soundLab';

describe('examineLab', () => {
  it('has nothing to say of a sound lab', async () => {
    expect(await examine()).toEqual([]);
  });
});
