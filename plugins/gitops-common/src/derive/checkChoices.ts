import type { FormFacts } from '../contract/facts';
import type { FieldProblem } from '../contract/requests';
import { FIELD_RULES } from '../fields/fieldRules';
import type { FormDraft } from '../fields/formDraft';
import { compareAddresses } from './freeAddress';

/**
 * What the choices of a form are checked against.
 *
 * @public
 */
export type ChoiceFacts = Pick<
  FormFacts,
  | 'databases'
  | 'volumes'
  | 'nodes'
  | 'addresses'
  | 'addressPools'
  | 'secretStores'
  | 'networks'
  | 'bucketClasses'
>;

/** What is wrong with what was chosen of the tree: it is not there, or somebody has it. */
export function checkChoices(
  draft: FormDraft,
  facts: ChoiceFacts,
): (FieldProblem | undefined)[] {
  return [
    missing('database', draft.database, {
      known: facts.databases.map(pathOf),
      what: 'PostgreSQL cluster',
    }),
    missing('claim', draft.claim, {
      known: facts.volumes.map(pathOf),
      what: 'claim',
    }),
    missing('store', draft.store, {
      known: facts.secretStores.map(({ name }) => name),
      what: 'secret store',
    }),
    missing('like', draft.like, {
      known: facts.nodes.map(({ name }) => name),
      what: 'machine',
    }),
    missing('network', draft.network, {
      known: facts.networks.map(pathOf),
      what: 'network of Multus',
    }),
    // A tree that declares none may still have one that a chart makes.
    facts.bucketClasses.length > 0
      ? missing('bucketClass', draft.bucketClass, {
          known: facts.bucketClasses,
          what: 'storage class for buckets called',
        })
      : undefined,
    networkUnfit(draft, facts),
    nodeTaken(draft, facts),
    nodeAddressTaken(draft, facts),
    addressTaken(draft, facts),
  ];
}

function pathOf({ namespace, name }: { namespace: string; name: string }) {
  return `${namespace}/${name}`;
}

function missing(
  field: keyof FormDraft,
  value: string | undefined,
  { known, what }: { known: readonly string[]; what: string },
): FieldProblem | undefined {
  return value && !known.includes(value)
    ? {
        field,
        message: `The tree has no ${what} ${value}. Choose one of the list.`,
      }
    : undefined;
}

/**
 * A machine takes the address of its card from the pod; these plugins drop what
 * does not come from the address they gave the pod. Source: the invalid CNIs for
 * secondary networks in KubeVirt's user guide.
 */
const UNFIT_NETWORKS = ['macvlan', 'ipvlan'];

function networkUnfit(
  { network }: FormDraft,
  { networks }: ChoiceFacts,
): FieldProblem | undefined {
  const type = networks.find(each => pathOf(each) === network)?.type ?? '';
  return UNFIT_NETWORKS.includes(type)
    ? {
        field: 'network',
        message: `${network} is a ${type}, which a virtual machine can not join. Choose a network of type bridge, or leave this empty.`,
      }
    : undefined;
}

function nodeTaken(
  { nodeName }: FormDraft,
  { nodes }: ChoiceFacts,
): FieldProblem | undefined {
  return nodes.some(({ name }) => name === nodeName)
    ? {
        field: 'nodeName',
        message: `The tree has a machine called ${nodeName} already. Choose another name.`,
      }
    : undefined;
}

function nodeAddressTaken(
  { nodeAddress }: FormDraft,
  facts: ChoiceFacts,
): FieldProblem | undefined {
  if (!nodeAddress) {
    return undefined;
  }
  const node = facts.nodes.find(({ address }) => address === nodeAddress);
  if (node) {
    return {
      field: 'nodeAddress',
      message: `${nodeAddress} is the address of machine ${node.name}. Choose another address.`,
    };
  }
  const pool = poolOf(nodeAddress, facts);
  return (
    clash('nodeAddress', nodeAddress, facts) ??
    (pool
      ? {
          field: 'nodeAddress',
          message: `${nodeAddress} is one of the addresses that the load balancer gives out (pool ${pool.name}). Choose one outside of it.`,
        }
      : undefined)
  );
}

function addressTaken(
  { address }: FormDraft,
  facts: ChoiceFacts,
): FieldProblem | undefined {
  if (!address || FIELD_RULES.address(address)) {
    return undefined;
  }
  const node = facts.nodes.find(each => each.address === address);
  if (node) {
    return {
      field: 'address',
      message: `${address} is the address of machine ${node.name}. Choose another address.`,
    };
  }
  const isOutside = facts.addressPools.length > 0 && !poolOf(address, facts);
  return (
    clash('address', address, facts) ??
    (isOutside
      ? {
          field: 'address',
          message: `${address} is in none of the pools that the load balancer gives out: ${facts.addressPools
            .flatMap(({ blocks }) => blocks)
            .map(({ first, last }) => `${first} to ${last}`)
            .join(', ')}.`,
        }
      : undefined)
  );
}

function clash(
  field: keyof FormDraft,
  wanted: string,
  { addresses }: ChoiceFacts,
): FieldProblem | undefined {
  const other = addresses.find(({ address }) => address === wanted);
  return (
    other && {
      field,
      message: `${wanted} is in use by ${other.owner} (${other.file}, line ${other.line}). Choose another address.`,
      file: other.file,
      line: other.line,
      url: other.url,
    }
  );
}

function poolOf(address: string, { addressPools }: ChoiceFacts) {
  return addressPools.find(({ blocks }) =>
    blocks.some(
      ({ first, last }) =>
        compareAddresses(first, address) <= 0 &&
        compareAddresses(address, last) <= 0,
    ),
  );
}
