import { accessTokenIn } from './accessTokenIn';

const TOKEN = '0123456789'.repeat(4);

describe('accessTokenIn', () => {
  it.each([
    ['alone', `${TOKEN}\n`],
    [
      'between warnings',
      [
        '2026/01/02 03:04:05 models/user/user.go:1056:GetUserByName() [W] [Slow SQL Query] SELECT `id` - 5.1s',
        TOKEN,
        '2026/01/02 03:04:11 command_run.go:344:run() [W] [Slow SQL Query] INSERT INTO `access_token` - 6.2s',
        '',
      ].join('\n'),
    ],
  ])('finds the token %s', (_, output) => {
    expect(accessTokenIn(output)).toBe(TOKEN);
  });

  it('says what was printed instead', () => {
    expect(() => accessTokenIn('database is locked\n')).toThrow(
      'Gitea printed no access token, but:\ndatabase is locked',
    );
  });
});
