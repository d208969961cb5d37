import { changePlan } from '../../__testUtils__/FakeGitopsClient';
import { holdReason } from './holdReason';

const fine = { status: 'ready', plan: changePlan() } as const;
const blocked = {
  status: 'ready',
  plan: changePlan({ isBlocked: true }),
} as const;
const loading = { status: 'loading' } as const;
const failed = { status: 'failed', message: 'The forge is down.' } as const;

describe('holdReason', () => {
  it.each([
    ['nothing holds a fine plan', fine, '', true, undefined],
    [
      'nothing holds it before the policy answered',
      fine,
      '',
      undefined,
      undefined,
    ],
    ['errors hold it', blocked, '', true, 'findings'],
    ['blanks are no reason', blocked, '  ', true, 'findings'],
    ['a reason lets errors pass', blocked, 'They are old.', true, undefined],
    ['a plan that is not there yet holds it', loading, '', true, 'loading'],
    ['a plan that cannot be had holds it', failed, 'because', true, 'failed'],
    [
      'who may not propose is held, whatever it says',
      fine,
      '',
      false,
      'not-allowed',
    ],
  ] as const)('%s', (_, state, overrideReason, isAllowed, expected) => {
    expect(
      holdReason({ state, overrideReason, isAllowed, needsSignIn: false }),
    ).toBe(expected);
  });
  it.each([
    ['who is not signed in is held, whatever it says', true, 'sign-in'],
    ['who may not propose need not sign in', false, 'not-allowed'],
  ] as const)('%s', (_, isAllowed, expected) => {
    const options = { state: fine, overrideReason: '', isAllowed };
    expect(holdReason({ ...options, needsSignIn: true })).toBe(expected);
  });
});
