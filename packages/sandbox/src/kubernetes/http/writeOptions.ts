import { ApiStatusError } from '../ApiStatusError';
import { DeleteOptions, WriteOptions } from '../ObjectStore';
import { isRecord } from '../store/json';
import { ApiRequest } from './ApiRequest';
import { parseObject } from './parseBody';

/** The longest name of a field manager. */
const MAX_MANAGER_LENGTH = 128;

/** Who a client without `fieldManager` is recorded as: the first word of its user agent. */
function managerOf({ query, headers }: ApiRequest): string {
  const named = query.get('fieldManager') ?? undefined;
  const agent = (headers['user-agent'] ?? 'unknown').split('/')[0];
  return (named ?? agent).slice(0, MAX_MANAGER_LENGTH);
}

function isDryRun(query: URLSearchParams): boolean {
  const values = query.getAll('dryRun').filter(Boolean);
  if (values.some(value => value !== 'All')) {
    throw ApiStatusError.badRequest(
      `dryRun: Unsupported value: "${values[0]}": supported values: "All"`,
    );
  }
  return values.length > 0;
}

/** What the query of a create, update or patch says about the write. */
export function writeOptions(request: ApiRequest): WriteOptions {
  const isStrict = request.query.get('fieldValidation') === 'Strict';
  return {
    fieldManager: managerOf(request),
    dryRun: isDryRun(request.query),
    unknownFields: isStrict ? 'refuse' : 'drop',
  };
}

const PROPAGATION = ['Background', 'Foreground', 'Orphan'] as const;

/** DeleteOptions of the body, or of the query where the body has none. */
export function deleteOptions(request: ApiRequest): DeleteOptions {
  const { query, body, headers } = request;
  const given =
    body.length > 0 ? parseObject(body, headers['content-type']) : {};
  const propagation =
    given.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  const known = PROPAGATION.find(each => each === propagation);
  if (propagation !== undefined && !known) {
    throw ApiStatusError.badRequest(
      `propagationPolicy: Unsupported value: "${propagation}": supported values: ${PROPAGATION.map(
        each => `"${each}"`,
      ).join(', ')}`,
    );
  }
  const grace = given.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  return {
    propagation: given.orphanDependents === true ? 'Orphan' : known,
    preconditions: isRecord(given.preconditions)
      ? given.preconditions
      : undefined,
    gracePeriodSeconds:
      grace === null || grace === undefined ? undefined : Number(grace),
    dryRun:
      isDryRun(query) ||
      (Array.isArray(given.dryRun) && given.dryRun.includes('All')),
  };
}
