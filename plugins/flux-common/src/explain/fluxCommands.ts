import type { FluxCommand } from '../contract/relation';
import type { FluxFacts } from '../read/FluxFacts';

/** Kinds the CLI lists but can not reconcile by hand. */
const NOT_RECONCILED = ['ImagePolicy'];

/**
 * What to type in a terminal for the same: showing first, then changing. Empty
 * for kinds the `flux` command does not know.
 *
 * Source: `cmd/flux` of Flux 2.9.
 *
 * @public
 */
export function fluxCommands(facts: FluxFacts): FluxCommand[] {
  const { kind, ref } = facts;
  if (!kind.cli) {
    return [describe(facts)];
  }
  const target = `${ref.name} -n ${ref.namespace}`;
  const show = (title: string, command: string): FluxCommand => ({
    title,
    command,
    isChange: false,
  });
  return [
    show('Show its state', `flux get ${kind.cli} ${target}`),
    show('Show its events', `flux events --for ${ref.kind}/${target}`),
    ...(ref.kind === 'Kustomization'
      ? [show('Show what it applied', `flux tree ${kind.cli} ${target}`)]
      : []),
    describe(facts),
    ...changes(facts, target),
  ];
}

function describe({ ref, kind }: FluxFacts): FluxCommand {
  return {
    title: 'Show everything',
    command: `kubectl describe ${kind.plural}.${kind.group} ${ref.name} -n ${ref.namespace}`,
    isChange: false,
  };
}

function changes(facts: FluxFacts, target: string): FluxCommand[] {
  const { kind, ref, isSuspended } = facts;
  if (kind.isStatic) {
    return [];
  }
  const change = (title: string, command: string): FluxCommand => ({
    title,
    command,
    isChange: true,
  });
  if (isSuspended) {
    return [change('Resume it', `flux resume ${kind.cli} ${target}`)];
  }
  const withSource = kind.role === 'applier' ? ' --with-source' : '';
  return [
    ...(NOT_RECONCILED.includes(ref.kind)
      ? []
      : [
          change(
            'Reconcile it now',
            `flux reconcile ${kind.cli} ${target}${withSource}`,
          ),
        ]),
    ...(ref.kind === 'HelmRelease'
      ? [
          change(
            'Start over after its retries are used up',
            `flux reconcile ${kind.cli} ${target} --reset`,
          ),
        ]
      : []),
    change('Suspend it', `flux suspend ${kind.cli} ${target}`),
  ];
}
