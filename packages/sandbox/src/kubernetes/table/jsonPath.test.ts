import { compileJsonPath } from './jsonPath';

const object = {
  spec: { suspend: false },
  metadata: { labels: { 'lab.test/room': 'hall' } },
  status: {
    conditions: [
      { type: 'Healthy', status: 'False' },
      { type: 'Ready', status: 'True' },
    ],
    interfaces: [{ ipAddress: '10.0.0.1' }, { ipAddress: '10.0.0.2' }],
  },
};

describe('compileJsonPath', () => {
  it.each([
    ['.spec.suspend', [false]],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [`.status.conditions[?(@.type=='Ready')].status`, ['True']],
    ['.status.conditions[?(@.type!="Ready")].type', ['Healthy']],
    ['.status.interfaces[0].ipAddress', ['10.0.0.1']],
    ['.status.interfaces[*].ipAddress', ['10.0.0.1', '10.0.0.2']],
    ['.metadata.labels.lab\\.test/room', ['hall']],
    [`.metadata.labels['lab.test/room']`, ['hall']],
    ['.spec.nothing.here', []],
    ['.spec[(@.length-1)]', []],
  ])('reads %s', (path, values) => {
    expect(compileJsonPath(path)(object)).toEqual(values);
  });
});
