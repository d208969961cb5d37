import type { FormFacts } from '../contract/facts';
import type { FieldProblem } from '../contract/requests';
import { FIELD_RULES } from '../fields/fieldRules';
import type { FormDraft } from '../fields/formDraft';
import type { NewAppDraft } from '../fields/newApp';
import { checkChoices, type ChoiceFacts } from './checkChoices';
import { checkField } from './checkField';
import { checkNewApp } from './checkNewApp';

/**
 * Everything that is wrong with a filled-in form, whichever it is, field by
 * field. Fields that are not filled in are left out.
 *
 * @param draft - as far as the form is filled in
 * @param facts - of the tree; unset: only the values themselves are checked
 * @public
 */
export function checkForm(
  draft: FormDraft,
  facts?: ChoiceFacts &
    Pick<
      FormFacts,
      'namespaces' | 'hostnames' | 'domain' | 'gateways' | 'apps'
    >,
): FieldProblem[] {
  const own = [
    checkField('app', draft.app, FIELD_RULES.appReference),
    checkField('newNamespace', draft.newNamespace, FIELD_RULES.namespace),
    checkField('version', draft.version, FIELD_RULES.version),
    checkField('nodeName', draft.nodeName, FIELD_RULES.nodeName),
    checkField('nodeAddress', draft.nodeAddress, FIELD_RULES.address),
    checkField('address', draft.address, FIELD_RULES.address),
    checkField('schedule', draft.schedule, FIELD_RULES.schedule),
    checkField('sshKey', draft.sshKey, FIELD_RULES.sshKey),
  ];
  const inTree = facts
    ? [
        appMissing(draft, facts),
        namespaceTaken(draft, facts),
        ...checkChoices(draft, facts),
      ]
    : [];
  return [
    ...checkNewApp(asNewApp(draft, facts), facts),
    ...[...own, ...inTree].filter(problem => problem !== undefined),
  ];
}

/**
 * What of a form is checked as for a new app. The tailnet and an address of its
 * own need neither a gateway nor a host name of the lab; a login in front of a route that is there needs no
 * second name; and the name that an app has already is nobody else's.
 */
function asNewApp(
  { exposure, ...draft }: FormDraft,
  facts?: Pick<FormFacts, 'hostnames'>,
): NewAppDraft {
  const needsNoName =
    exposure === 'tailscale' ||
    exposure === 'address' ||
    (draft.hasSignIn && !draft.hostname);
  const isOwn = facts?.hostnames.some(
    ({ hostname, namespace, name }) =>
      hostname === draft.hostname && `${namespace}/${name}` === draft.app,
  );
  return {
    ...draft,
    hostname: isOwn ? undefined : draft.hostname,
    exposure: needsNoName || isOwn ? undefined : exposure,
  };
}

function appMissing(
  { app, part }: FormDraft,
  { apps }: Pick<FormFacts, 'apps'>,
): FieldProblem | undefined {
  if (!app || FIELD_RULES.appReference(app)) {
    return undefined;
  }
  const found = apps.find(each => `${each.namespace}/${each.name}` === app);
  if (!found) {
    return {
      field: 'app',
      message: `The tree has no app ${app}. Choose one of the list.`,
    };
  }
  return part && !found.parts.some(each => each.part === part)
    ? {
        field: 'part',
        message: `${app} has no ${part} whose version the tree says. Choose one of the list.`,
      }
    : undefined;
}

function namespaceTaken(
  { newNamespace }: FormDraft,
  { namespaces }: Pick<FormFacts, 'namespaces'>,
): FieldProblem | undefined {
  return namespaces.some(({ name }) => name === newNamespace)
    ? {
        field: 'newNamespace',
        message: `The tree has namespace ${newNamespace} already. Choose another name.`,
      }
    : undefined;
}
