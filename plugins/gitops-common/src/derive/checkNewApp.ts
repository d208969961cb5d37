import type { FormFacts } from '../contract/facts';
import type { FieldProblem } from '../contract/requests';
import { FIELD_RULES } from '../fields/fieldRules';
import type { NewAppDraft } from '../fields/newApp';
import { checkField } from './checkField';

/**
 * What the checks read of the tree.
 *
 * @public
 */
export type NewAppFacts = Pick<
  FormFacts,
  'namespaces' | 'hostnames' | 'domain' | 'gateways'
>;

/**
 * Everything that is wrong with a filled-in form, field by field, in the order
 * of the form. Fields that are not filled in yet are left out: whether they may
 * stay empty is the form's schema.
 *
 * @param draft - as far as the form is filled in
 * @param facts - of the tree; unset: only the values themselves are checked
 * @public
 */
export function checkNewApp(
  draft: NewAppDraft,
  facts?: NewAppFacts,
): FieldProblem[] {
  const { volume } = draft;
  const own = [
    checkField('name', draft.name, FIELD_RULES.appName),
    checkField('namespace', draft.namespace, FIELD_RULES.namespace),
    checkField('image', draft.image, FIELD_RULES.image),
    checkField('port', draft.port, FIELD_RULES.port),
    checkField('hostname', draft.hostname || undefined, FIELD_RULES.hostname),
    checkField('volume.size', volume?.size, FIELD_RULES.size),
    checkField('volume.mountPath', volume?.mountPath, FIELD_RULES.mountPath),
    checkField(
      'volume.storageClass',
      volume?.storageClass || undefined,
      FIELD_RULES.storageClass,
    ),
    hostnameMissing(draft),
  ];
  const inTree = facts
    ? [
        nameTaken(draft, facts),
        hostnameTaken(draft, facts),
        noGateway(draft, facts),
      ]
    : [];
  return [...own, ...inTree].filter(problem => problem !== undefined);
}

function hostnameMissing(draft: NewAppDraft): FieldProblem | undefined {
  const isExposed = draft.exposure && draft.exposure !== 'none';
  return isExposed && !draft.hostname
    ? {
        field: 'hostname',
        message:
          'An app that is reached from outside needs a host name; choose one, or expose it to nobody.',
      }
    : undefined;
}

function nameTaken(
  { name, namespace }: NewAppDraft,
  facts: NewAppFacts,
): FieldProblem | undefined {
  const apps = facts.namespaces.find(each => each.name === namespace)?.apps;
  return name && apps?.includes(name)
    ? {
        field: 'name',
        message: `Namespace ${namespace} has an app called ${name} already. Choose another name.`,
      }
    : undefined;
}

function hostnameTaken(
  { name, namespace, hostname }: NewAppDraft,
  facts: NewAppFacts,
): FieldProblem | undefined {
  if (!hostname) {
    return undefined;
  }
  const wanted = hostname.toLowerCase();
  const other = facts.hostnames.find(
    each =>
      each.hostname.toLowerCase() === wanted &&
      (each.name !== name || each.namespace !== namespace),
  );
  return other
    ? {
        field: 'hostname',
        message: `${hostname} is in use by ${other.owner} (${other.file}, line ${other.line}). Choose another host name.`,
        file: other.file,
        line: other.line,
        url: other.url,
      }
    : undefined;
}

function noGateway(
  { exposure }: NewAppDraft,
  { gateways }: NewAppFacts,
): FieldProblem | undefined {
  if (!exposure || exposure === 'none' || gateways[exposure]) {
    return undefined;
  }
  return {
    field: 'exposure',
    message: `No route of this tree goes through an ${exposure} gateway, so there is none to attach to. Choose another exposure.`,
  };
}
