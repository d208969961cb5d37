import { fieldsOf, isCurrent } from '@homestage/backstage-plugin-lab-common';
import type { DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type {
  DeclaredConfigs,
  DeclaredDocument,
  DeclaredValue,
  LiveDocument,
  MachineConfigSnapshot,
} from './documents';
import { GENERATED_KINDS } from './generatedKinds';
import { isWithin } from './isWithin';
import { isKept, shownValue, withoutSecrets } from './withoutSecrets';

/** Longer values are told by their beginning. */
const MAX_SHOWN = 120;

type Row = Omit<DriftRow, 'cluster' | 'machine' | 'node'>;

/**
 * Where the config of a machine and the documents in Git differ, document by
 * document. Values that may be secret are compared and not shown.
 *
 * @public
 */
export function compareDocuments(
  facts: MachineFacts,
  config: MachineConfigSnapshot | undefined,
  declared: DeclaredConfigs,
): DriftRow[] {
  const { cluster, name: machine, node } = facts;
  return rowsOf(facts, config, declared).map(row => ({
    cluster,
    machine,
    node,
    ...row,
  }));
}

function rowsOf(
  facts: MachineFacts,
  config: MachineConfigSnapshot | undefined,
  declared: DeclaredConfigs,
): Row[] {
  if (!declared.hasSource) {
    return [noSource(facts.name)];
  }
  if (!config) {
    return [];
  }
  if (!config.documents || !isCurrent(config)) {
    return [notRead(config)];
  }
  const live = config.documents;
  const own = declared.documents.filter(document => isFor(document, facts));
  return [
    ...(config.isStaged ? [staged()] : []),
    ...own.flatMap(document => compareDocument(document, live)),
    ...live
      .filter(document => !hasSource(document, own))
      .map(document => onlyLive(document, facts.name)),
  ];
}

function noSource(name: string): Row {
  return {
    what: 'machine config',
    severity: 'warning',
    verdict: 'onlyLive',
    sentence: `Git holds no source of machine configs: that of ${name} can not be reproduced from Git.`,
  };
}

function notRead(config: MachineConfigSnapshot): Row {
  return {
    what: 'machine config',
    severity: 'unknown',
    verdict: 'notKnown',
    sentence: `Its documents can not be compared. ${
      config.message ?? ''
    }`.trim(),
  };
}

function staged(): Row {
  return {
    what: 'machine config',
    severity: 'warning',
    verdict: 'differs',
    sentence:
      'A config is staged: what is saved is not what runs, and is taken at the next reboot.',
  };
}

function isFor({ scope }: DeclaredDocument, facts: MachineFacts): boolean {
  switch (scope) {
    case 'all':
      return true;
    case 'controlPlane':
      return facts.isControlPlane === true;
    case 'worker':
      return facts.isControlPlane === false;
    default:
      return scope.machine === facts.name;
  }
}

const titleOf = ({ kind, name }: { kind: string; name?: string }) =>
  name ? `${kind} ${name}` : kind;

const isSame = (
  a: { kind: string; name?: string },
  b: { kind: string; name?: string },
) => a.kind === b.kind && a.name === b.name;

/** The generator of a tree makes some documents by itself. */
function hasSource(
  live: LiveDocument,
  declared: readonly DeclaredDocument[],
): boolean {
  return (
    GENERATED_KINDS.has(live.kind) ||
    declared.some(document => isSame(document, live))
  );
}

function onlyLive(document: LiveDocument, machine: string): Row {
  return {
    what: `document ${titleOf(document)}`,
    severity: 'warning',
    verdict: 'onlyLive',
    live: titleOf(document),
    sentence: `${machine} has the document ${titleOf(
      document,
    )}, and no file of the tree holds it: it can not be reproduced from Git.`,
  };
}

function compareDocument(
  document: DeclaredDocument,
  live: readonly LiveDocument[],
): Row[] {
  const found = live.find(each => isSame(each, document));
  if (!found) {
    return [
      {
        ...placeOf(document, document),
        what: `document ${titleOf(document)}`,
        severity: 'warning',
        verdict: 'onlyInGit',
        declared: titleOf(document),
        sentence: `Git has the document ${titleOf(
          document,
        )}, and the machine runs without it.`,
      },
    ];
  }
  return document.values.flatMap(value =>
    compareField(document, value, found.value),
  );
}

function compareField(
  document: DeclaredDocument,
  declared: DeclaredValue,
  live: unknown,
): Row[] {
  const { path, value } = declared;
  const what = `${titleOf(document)}: ${path.join('.')}`;
  const place = placeOf(document, declared);
  if (!isKept(path)) {
    return [];
  }
  const has = path.reduce<unknown>((at, key) => fieldsOf(at)[key], live);
  if (
    declared.isDeleted
      ? has === undefined
      : isWithin(withoutSecrets(value), has)
  ) {
    return [];
  }
  const told = {
    declared: declared.isDeleted ? 'not there' : tell(path, value),
    live: has === undefined ? undefined : tell(path, has),
  };
  return [
    {
      ...place,
      what,
      severity: 'warning',
      verdict: has === undefined ? 'onlyInGit' : 'differs',
      ...told,
      sentence:
        has === undefined
          ? `Git says ${told.declared}, and the machine runs without it.`
          : `Git says ${told.declared}, the machine has ${told.live}.`,
    },
  ];
}

function placeOf(
  { file }: DeclaredDocument,
  { line, url }: { line: number; url?: string },
) {
  return { file, line, ...(url ? { url } : {}) };
}

function tell(path: readonly string[], value: unknown): string {
  const shown = shownValue(path, value);
  const text =
    typeof shown === 'object' ? JSON.stringify(shown) : String(shown);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
