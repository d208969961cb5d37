import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import { parseDocument } from 'yaml';
import { readCredential } from './readCredential';
import { readEndpoint } from './readEndpoint';
import type { Talosconfig } from './Talosconfig';
import { TalosconfigError } from './TalosconfigError';

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(one => textOf(one) ?? []) : [];

/**
 * Reads one context of a talosconfig: the file's own current one when none is named.
 *
 * @throws TalosconfigError with one sentence and what to do
 * @public
 */
export function readTalosconfig(
  text: string,
  options: { context?: string; now: number },
): Talosconfig {
  const contexts = readContexts(text);
  const names = Object.keys(contexts.contexts);
  const context =
    options.context ??
    contexts.current ??
    (names.length === 1 ? names[0] : undefined);
  if (context === undefined || !names.includes(context)) {
    throw new TalosconfigError('no-context', {
      message: context
        ? `The talosconfig has no context "${context}"; it has ${
            names.join(', ') || 'none'
          }.`
        : `The talosconfig names no current context; it has ${
            names.join(', ') || 'none'
          }.`,
      nextStep:
        'Name one of them as `context` in homestage.talos.clusters, or choose it with talosctl config context.',
    });
  }
  const fields = fieldsOf(contexts.contexts[context]);
  const endpoints = textsOf(fields.endpoints).map(readEndpoint);
  if (endpoints.length === 0) {
    throw new TalosconfigError('no-endpoint', {
      message: `The context "${context}" of the talosconfig has no endpoint.`,
      nextStep:
        'Name the addresses of the control plane machines: talosctl config endpoint ADDRESS...',
    });
  }
  return {
    context,
    endpoints,
    nodes: [...new Set(textsOf(fields.nodes))],
    ...readCredential(fields, { context, now: options.now }),
  };
}

function readContexts(text: string) {
  if (text.trim() === '') {
    throw new TalosconfigError('empty', {
      message: 'The talosconfig is empty.',
      nextStep:
        'Write one with talosctl config new --roles os:reader talosconfig.',
    });
  }
  const document = parseDocument(text);
  const fields = fieldsOf(document.errors.length ? undefined : document.toJS());
  if (document.errors.length) {
    throw new TalosconfigError('truncated', {
      // The parser's own message would quote the file.
      message: `The talosconfig is no YAML from line ${
        document.errors[0].linePos?.[0].line ?? 1
      } on: it may be cut off.`,
      nextStep: 'Copy the whole file again.',
    });
  }
  const contexts = fieldsOf(fields.contexts);
  if (Object.keys(contexts).length === 0) {
    throw new TalosconfigError('foreign', {
      message:
        fields.kind === 'Config' || fields.clusters
          ? 'This is a kubeconfig, not a talosconfig.'
          : 'This is no talosconfig: it has no contexts.',
      nextStep:
        'Give the file that talosctl writes: talosctl config new --roles os:reader talosconfig.',
    });
  }
  return { current: textOf(fields.context), contexts };
}
