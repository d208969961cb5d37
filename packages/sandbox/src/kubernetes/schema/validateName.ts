import { StatusCause } from '../ApiStatusError';
import { ResourceType } from '../ObjectStore';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const SERVICE_LABEL = '[a-z]([-a-z0-9]*[a-z0-9])?';

interface NameRule {
  pattern: string;
  maxLength: number;
  why: string;
}

const RULES = {
  subdomain: {
    pattern: SUBDOMAIN,
    maxLength: 253,
    why: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
  },
  label: {
    pattern: LABEL,
    maxLength: 63,
    why: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
  },
  service: {
    pattern: SERVICE_LABEL,
    maxLength: 63,
    why: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${SERVICE_LABEL}')`,
  },
  path: {
    pattern: '[^/%]+',
    maxLength: 253,
    why: `may not contain '/' or '%'`,
  },
} satisfies Record<string, NameRule>;

function ruleFor(type: ResourceType): NameRule {
  if (type.group === 'rbac.authorization.k8s.io') {
    return RULES.path;
  }
  if (type.group === '' && type.kind === 'Namespace') {
    return RULES.label;
  }
  if (type.group === '' && type.kind === 'Service') {
    return RULES.service;
  }
  return RULES.subdomain;
}

/** What is wrong with an object's name; nothing when it is fine. */
export function validateName(type: ResourceType, name: unknown): StatusCause[] {
  const field = 'metadata.name';
  if (typeof name !== 'string' || name === '') {
    return [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field,
      },
    ];
  }
  const rule = ruleFor(type);
  if (name.length > rule.maxLength) {
    return [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: "${name}": must be no more than ${rule.maxLength} characters`,
        field,
      },
    ];
  }
  return new RegExp(`^(?:${rule.pattern})$`).test(name)
    ? []
    : [
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: "${name}": ${rule.why}`,
          field,
        },
      ];
}
