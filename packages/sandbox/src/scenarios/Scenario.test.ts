import { parseScenario } from './Scenario';

const withStep = (step: string) =>
  `title: A\ndescription: B\nsteps:\n  - ${step}\n`;

describe('parseScenario', () => {
  it('reads steps with their time in milliseconds', () => {
    const scenario = parseScenario(
      'a',
      withStep('{ after: 1m30s, action: power, node: one, isOn: false }'),
    );
    expect(scenario).toEqual({
      name: 'a',
      title: 'A',
      description: 'B',
      steps: [{ after: 90_000, action: 'power', node: 'one', isOn: false }],
    });
  });

  const wrong: Array<[string, string, RegExp]> = [
    ['no YAML', 'title: [', /^scenario a\.yaml is not YAML/],
    ['a missing title', 'description: B\nsteps: []\n', /title: /],
    [
      'an unknown action',
      withStep('{ action: explode }'),
      /steps\.0\.action: /,
    ],
    [
      'an unknown field',
      withStep('{ action: power, node: one, isOn: true, off: 1 }'),
      /steps\.0: .*"off"/,
    ],
    [
      'a time that is none',
      withStep('{ after: soon, action: power, node: one, isOn: true }'),
      /steps\.0\.after: must be a duration/,
    ],
  ];

  it.each(wrong)(
    'refuses %s, and names file and field',
    (_name, text, message) => {
      expect(() => parseScenario('a', text)).toThrow(message);
    },
  );
});
