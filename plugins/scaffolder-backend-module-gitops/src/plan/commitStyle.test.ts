import { titleLike } from './commitStyle';

const TITLE = 'feat(media): add navidrome';

describe('titleLike', () => {
  it.each<[string, string[], string]>([
    [
      'conventional commits',
      [
        'Merge pull request #9 from renovate/sonarr',
        'chore(deps): update sonarr to 4.0.1',
        'feat(home)!: move to another host',
        'fix typo',
      ],
      TITLE,
    ],
    [
      'conventional commits without a scope',
      ['feat: Add sonarr\n\nfeat(x): not this', 'fix: Mend sonarr', 'tidy'],
      'feat: Add navidrome',
    ],
    [
      'places before the colon',
      ['media/sonarr: update', 'home: add mqtt', 'Tidy up'],
      'media: add navidrome',
    ],
    [
      'sentences',
      ['Add sonarr', 'Update the router', 'feat: once'],
      'Add navidrome',
    ],
    ['notes', ['add sonarr', 'fixes', 'Again'], 'add navidrome'],
    ['too few to tell', ['Add sonarr', 'Update the router'], TITLE],
    [
      'merges only',
      ["Merge branch 'a'", "Merge branch 'b'", "Merge branch 'c'"],
      TITLE,
    ],
    [
      'as many of one as of another: as the newest is',
      ['Add sonarr', 'feat(media): add plex', 'Add mqtt', 'fix(home): mqtt'],
      'Add navidrome',
    ],
  ])('follows %s', (_, messages, expected) => {
    expect(titleLike(TITLE, messages)).toBe(expected);
  });

  it.each(['Add navidrome', 'media: add navidrome'])(
    'leaves %s as its writer has it',
    title => {
      expect(titleLike(title, ['one', 'two', 'three'])).toBe(title);
    },
  );
});
