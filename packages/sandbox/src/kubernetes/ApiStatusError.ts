import { ResourceType } from './ObjectStore';

/** One reason among several, each about a field. @public */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

/** The `Status` object of meta/v1 with which the API answers a failure. @public */
export interface ApiStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code?: number;
}

interface Failure {
  code: number;
  /** Unset where the real server gives none. */
  reason?: string;
  message: string;
  details?: ApiStatus['details'];
}

type Named = Pick<ResourceType, 'group' | 'plural' | 'kind'>;

const qualified = (name: string, group: string) =>
  group ? `${name}.${group}` : name;

const resourceDetails = (type: Named, name?: string) => ({
  ...(name === undefined ? {} : { name }),
  ...(type.group ? { group: type.group } : {}),
  kind: type.plural,
});

/**
 * A refusal of the Kubernetes API: the HTTP code, the machine's reason and the
 * person's sentence, worded as the real server words them.
 * @public
 */
export class ApiStatusError extends Error {
  readonly status: ApiStatus;

  constructor({ code, reason, message, details }: Failure) {
    super(message);
    this.name = 'ApiStatusError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
      code,
    };
  }

  get code(): number {
    return this.status.code ?? 500;
  }

  get reason(): string {
    return this.status.reason ?? 'InternalError';
  }

  static notFound(type: Named, name: string) {
    return new ApiStatusError({
      code: 404,
      reason: 'NotFound',
      message: `${qualified(type.plural, type.group)} "${name}" not found`,
      details: resourceDetails(type, name),
    });
  }

  /** The kind or path is not served. */
  static notServed(what?: string) {
    return new ApiStatusError({
      code: 404,
      reason: 'NotFound',
      message: what ?? 'the server could not find the requested resource',
      details: {},
    });
  }

  static alreadyExists(type: Named, name: string) {
    return new ApiStatusError({
      code: 409,
      reason: 'AlreadyExists',
      message: `${qualified(type.plural, type.group)} "${name}" already exists`,
      details: resourceDetails(type, name),
    });
  }

  static conflict(type: Named, name: string, why?: string) {
    return new ApiStatusError({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on ${qualified(
        type.plural,
        type.group,
      )} "${name}": ${
        why ??
        'the object has been modified; please apply your changes to the latest version and try again'
      }`,
      details: resourceDetails(type, name),
    });
  }

  /** Server-side apply met fields that others own. */
  static applyConflict(causes: StatusCause[]) {
    const listed = causes.map(({ message, field }) => `${message}: ${field}`);
    const count = `${causes.length} conflict${causes.length === 1 ? '' : 's'}`;
    return new ApiStatusError({
      code: 409,
      reason: 'Conflict',
      message: `Apply failed with ${count}: ${listed.join('\n')}`,
      details: { causes },
    });
  }

  static invalid(type: Named, name: string, causes: StatusCause[]) {
    const listed = causes.map(({ message, field }) =>
      field ? `${field}: ${message}` : message,
    );
    const text = listed.length === 1 ? listed[0] : `[${listed.join(', ')}]`;
    return new ApiStatusError({
      code: 422,
      reason: 'Invalid',
      message: `${qualified(
        type.kind,
        type.group,
      )} "${name}" is invalid: ${text}`,
      details: {
        ...(name ? { name } : {}),
        ...(type.group ? { group: type.group } : {}),
        kind: type.kind,
        causes,
      },
    });
  }

  /** The query of a request says something that may not be said. */
  static invalidOptions(kind: string, cause: StatusCause) {
    return ApiStatusError.invalid(
      { group: 'meta.k8s.io', plural: '', kind },
      '',
      [cause],
    );
  }

  static badRequest(message: string) {
    return new ApiStatusError({ code: 400, reason: 'BadRequest', message });
  }

  static forbidden(message: string, details?: ApiStatus['details']) {
    return new ApiStatusError({
      code: 403,
      reason: 'Forbidden',
      message,
      details,
    });
  }

  /** The resource version asked for is not kept any more. */
  static expired(message: string) {
    return new ApiStatusError({ code: 410, reason: 'Expired', message });
  }
}
