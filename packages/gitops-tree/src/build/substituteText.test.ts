import { substituteText } from './substituteText';

const variables = { NAME: 'plex', EMPTY: '', PATH: 'a/b/c.tar.gz' };

describe('substituteText', () => {
  it.each([
    ['fills a variable', 'x-${NAME}-y', 'x-plex-y'],
    ['puts nothing for an unknown one', '[${GONE}]', '[]'],
    ['takes the default for an unknown one', '${GONE:=1h}', '1h'],
    ['takes the default for an empty one', '${EMPTY:-1h}', '1h'],
    ['leaves a known one over its default', '${NAME:=x}', 'plex'],
    ['fills variables inside of defaults', '${GONE:=${NAME}-x}', 'plex-x'],
    ['keeps the escaped form', '$${NAME} $$ ${NAME}', '${NAME} $ plex'],
    ['leaves bare dollars alone', '$NAME $(NAME) 5$', '$NAME $(NAME) 5$'],
    ['changes case', '${NAME^^} ${NAME^}', 'PLEX Plex'],
    ['cuts', '${NAME:1:2} ${NAME:2}', 'le ex'],
    ['trims prefixes', '${PATH#*/} ${PATH##*/}', 'b/c.tar.gz c.tar.gz'],
    ['trims suffixes', '${PATH%.*} ${PATH%%.*}', 'a/b/c.tar a/b/c'],
    ['replaces', '${NAME/e/i} ${PATH//a/_}', 'plix _/b/c.t_r.gz'],
    ['counts', '${#NAME}', '4'],
  ])('%s', (_, text, expected) => {
    expect(substituteText(text, { variables })).toEqual({
      ok: true,
      text: expected,
    });
  });

  it.each([
    ['an open brace', 'x ${NAME'],
    ['an expression of another language', '${{ github.ref }}'],
    ['a name with a dot', '${a.b}'],
    ['endless nesting', '${A:='.repeat(100)],
  ])('refuses %s', (_, text) => {
    expect(substituteText(text, { variables })).toMatchObject({ ok: false });
  });

  it('keeps what it does not know when asked to', () => {
    expect(
      substituteText('${NAME}.${DOMAIN} ${TTL:=5m}', {
        variables,
        keepUnknown: true,
      }),
    ).toEqual({ ok: true, text: 'plex.${DOMAIN} 5m' });
  });
});
