/** @jest-environment node */
import { parse } from 'yaml';
import { randomText } from './randomText';
import { fillShape, listPlaceholders, readBackValues } from './secretShape';

const SHAPE = `---
kind: Secret
metadata:
  name: app-secret
stringData:
  password: \${PASSWORD} # generate: 32
  user: admin
  cloud: |-
    [default]
    key=\${KEY_ID}
    secret=\${PASSWORD}
`;

describe('secretShape', () => {
  it('lists what is to be filled in, and what may be made up', () => {
    expect(listPlaceholders(SHAPE)).toEqual([
      { name: 'PASSWORD', generate: 32 },
      { name: 'KEY_ID', generate: undefined },
    ]);
  });

  it('puts values in as text, whatever they look like', () => {
    const values = new Map([
      ['PASSWORD', "yes: '#\n- ${KEY_ID} $& 1"],
      ['KEY_ID', '007'],
    ]);
    const filled = parse(fillShape(SHAPE, values));
    expect(filled.stringData).toEqual({
      password: values.get('PASSWORD'),
      user: 'admin',
      cloud: `[default]\nkey=007\nsecret=${values.get('PASSWORD')}`,
    });
  });

  it('refuses to leave a placeholder', () => {
    expect(() => fillShape(SHAPE, new Map([['PASSWORD', 'x']]))).toThrow(
      'no value is given for KEY_ID',
    );
  });

  it('reads whole values back', () => {
    const values = new Map([
      ['PASSWORD', 'one'],
      ['KEY_ID', 'two'],
    ]);
    expect(readBackValues(SHAPE, [parse(fillShape(SHAPE, values))])).toEqual(
      new Map([['PASSWORD', 'one']]),
    );
  });
});

describe('randomText', () => {
  it('is as long as wanted, of letters and digits, and another each time', () => {
    const texts = Array.from({ length: 50 }, () => randomText(40));
    texts.forEach(text => expect(text).toMatch(/^[A-Za-z0-9]{40}$/));
    expect(new Set(texts).size).toBe(50);
  });
});
