import { decodeProtobuf } from './decodeProtobuf';

const MAGIC = Buffer.from('k8s\0');

/** A field of bytes, as protobuf writes it; everything here is shorter than 128 bytes. */
const field = (number: number, value: Buffer | string) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};
const integer = (number: number, ...varint: number[]) =>
  Buffer.from([number * 8, ...varint]);

const body = (apiVersion: string, kind: string, ...fields: Buffer[]) =>
  Buffer.concat([
    MAGIC,
    field(1, Buffer.concat([field(1, apiVersion), field(2, kind)])),
    field(2, Buffer.concat(fields)),
  ]);

const metadata = (...fields: Buffer[]) => field(1, Buffer.concat(fields));

describe('decodeProtobuf', () => {
  it('reads texts, maps, lists and times, and leaves out what is empty', () => {
    const map = Buffer.concat([field(1, 'a'), field(2, 'b')]);
    // A thousand million seconds.
    const time = integer(1, 0x80, 0x94, 0xeb, 0xdc, 0x03);
    const object = decodeProtobuf(
      body(
        'v1',
        'ConfigMap',
        metadata(
          field(1, 'made'),
          field(2, ''),
          field(8, time),
          field(14, 'x'),
          field(14, 'y'),
        ),
        field(2, map),
      ),
    );
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'made',
        creationTimestamp: '2001-09-09T01:46:40Z',
        finalizers: ['x', 'y'],
      },
      data: { a: 'b' },
    });
  });

  it('reads negative numbers, and keeps a zero that was said', () => {
    const minusOne = [...Array(9).fill(0xff), 0x01];
    const object = decodeProtobuf(
      body('scheduling.k8s.io/v1', 'PriorityClass', integer(2, ...minusOne)),
    );
    const scaled = decodeProtobuf(
      body('apps/v1', 'Deployment', field(2, integer(1, 0))),
    );
    expect([object?.value, scaled?.spec]).toEqual([-1, { replicas: 0 }]);
  });

  it('reads the options of a deletion whatever group they are sent to', () => {
    expect(
      decodeProtobuf(body('apps/v1', 'DeleteOptions', integer(1, 5))),
    ).toMatchObject({
      gracePeriodSeconds: 5,
    });
  });

  it('knows nothing of kinds that are not built in', () => {
    expect(decodeProtobuf(body('lab.test/v1', 'Lamp'))).toBeUndefined();
  });

  it('says of every broken body that it is broken, or reads what is whole', () => {
    const whole = body(
      'v1',
      'ConfigMap',
      metadata(field(1, 'made'), field(3, 'default')),
    );
    const outcomes = new Set<string>();
    for (let length = 0; length < whole.length; length += 1) {
      try {
        decodeProtobuf(whole.subarray(0, length));
        outcomes.add('read');
      } catch (error) {
        outcomes.add((error as Error).name);
      }
    }
    expect([...outcomes].sort()).toEqual(['RangeError', 'read']);
  });
});
