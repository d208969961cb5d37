import { ApiStatusError } from '../ApiStatusError';

/** The forms in which objects are answered. */
export type AnswerForm =
  | { as: 'object'; isYaml?: boolean }
  | { as: 'Table' | 'PartialObjectMetadata'; version: string };

interface Accepted {
  type: string;
  parameters: Record<string, string>;
}

function readAccept(header: string): Accepted[] {
  return header.split(',').map(range => {
    const [type, ...rest] = range.split(';').map(part => part.trim());
    const parameters = Object.fromEntries(
      rest.map(part => {
        const [key, value = ''] = part.split('=');
        return [key, value];
      }),
    );
    return { type: type.toLowerCase(), parameters };
  });
}

function formOf({ type, parameters }: Accepted): AnswerForm | undefined {
  const { as, g, v } = parameters;
  const isYaml = type === 'application/yaml';
  if (
    !isYaml &&
    !['application/json', 'application/*', '*/*', ''].includes(type)
  ) {
    return undefined;
  }
  if (as === undefined) {
    return { as: 'object', isYaml };
  }
  const isMeta = g === 'meta.k8s.io' && (v === 'v1' || v === 'v1beta1');
  if (isMeta && as === 'Table') {
    return { as, version: v };
  }
  return isMeta && as.startsWith('PartialObjectMetadata')
    ? { as: 'PartialObjectMetadata', version: v }
    : undefined;
}

/** The first acceptable form that the lab can answer; 406 when there is none. */
export function negotiate(header: string | undefined): AnswerForm {
  for (const accepted of readAccept(header ?? '')) {
    const form = formOf(accepted);
    if (form) {
      return form;
    }
  }
  throw new ApiStatusError({
    code: 406,
    reason: 'NotAcceptable',
    message:
      'only the following media types are accepted: application/json, application/yaml, application/json;as=Table;v=v1;g=meta.k8s.io, application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
  });
}
