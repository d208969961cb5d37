import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import type {
  Declared,
  DeclaredDocument,
  DeclaredLink,
  LinkReference,
} from '@homestage/backstage-plugin-talos-common';
import { itemsAt, readDeclared, valueAt } from './ownDocuments';

/** Documents of links, and what the kernel calls what they make. */
const KINDS: Readonly<Record<string, string | undefined>> = {
  LinkConfig: undefined,
  BondConfig: 'bond',
  VLANConfig: 'vlan',
  BridgeConfig: 'bridge',
  DummyLinkConfig: 'dummy',
  WireguardConfig: 'wireguard',
};

type Facts = Omit<DeclaredLink, 'name' | 'reference' | 'kind'>;

/**
 * The links that the config of a machine has: a document each since Talos 1.12, one
 * list in `machine.network` before.
 */
export function declareLinks(
  documents: readonly DeclaredDocument[],
): DeclaredLink[] {
  const interfaces = itemsAt(documents, 'machine', 'network', 'interfaces');
  return [...linkDocuments(documents), ...interfaces.flatMap(declareInterface)];
}

/** Several patches may be about one link; what comes later is right. */
function linkDocuments(documents: readonly DeclaredDocument[]): DeclaredLink[] {
  const links = new Map<string, DeclaredLink>();
  for (const document of documents) {
    const { kind, name, file, line, url } = document;
    if (kind in KINDS && name) {
      links.set(name, {
        name: { value: name, file, line, url },
        reference: { name },
        kind: KINDS[kind],
        ...links.get(name),
        ...readDocument(document),
      });
    }
  }
  return [...links.values()];
}

function readDocument(document: DeclaredDocument): Facts {
  return withoutUnset({
    mtu: readDeclared(valueAt(document, 'mtu'), numberOf),
    addresses: readDeclared(valueAt(document, 'addresses'), addressesOf),
    bondMode: readDeclared(valueAt(document, 'bondMode'), textOf),
    members: readDeclared(valueAt(document, 'links'), referencesOf),
    vlanId: readDeclared(valueAt(document, 'vlanID'), numberOf),
    parent: readDeclared(valueAt(document, 'parent'), referenceOf),
  });
}

/** An item of `machine.network.interfaces`, or of `networkInterfaces` of talhelper. */
export function declareInterface(item: Declared<unknown>): DeclaredLink[] {
  const spec = fieldsOf(item.value);
  const name = textOf(spec.interface);
  const selector = fieldsOf(spec.deviceSelector);
  const title = name ?? Object.values(selector).map(String).join(', ');
  if (!title || spec.ignore === true) {
    return [];
  }
  const at = <T>(value: T | undefined) =>
    value === undefined ? undefined : { ...item, value };
  const reference = name ? { name } : { selector };
  const bond = fieldsOf(spec.bond);
  const bridge = fieldsOf(spec.bridge);
  const own: DeclaredLink = {
    name: { ...item, value: title },
    reference,
    kind: ['bond', 'bridge'].find(kind => spec[kind] !== undefined),
    ...withoutUnset({
      mtu: at(numberOf(spec.mtu)),
      addresses: at(addressesOf(spec.addresses)),
      bondMode: at(textOf(bond.mode)),
      members: at(
        referencesOf(bond.interfaces) ??
          selectorsOf(bond.deviceSelectors) ??
          referencesOf(bridge.interfaces),
      ),
    }),
  };
  const vlans = Array.isArray(spec.vlans) ? spec.vlans.map(fieldsOf) : [];
  return [
    own,
    ...vlans.map(vlan => ({
      name: { ...item, value: `${title}.${String(vlan.vlanId)}` },
      reference: {},
      kind: 'vlan',
      ...withoutUnset({
        vlanId: at(numberOf(vlan.vlanId)),
        parent: at<LinkReference>(reference),
        mtu: at(numberOf(vlan.mtu)),
        addresses: at(addressesOf(vlan.addresses)),
      }),
    })),
  ];
}

/** Zero leaves it to Talos. */
function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** Documents write `- address: 10.0.0.1/24`, older configs the address alone. */
function addressesOf(value: unknown): string[] | undefined {
  return Array.isArray(value)
    ? value.flatMap(
        item => textOf(fieldsOf(item).address) ?? textOf(item) ?? [],
      )
    : undefined;
}

function referenceOf(value: unknown): LinkReference | undefined {
  const name = textOf(value);
  return name === undefined ? undefined : { name };
}

function referencesOf(value: unknown): LinkReference[] | undefined {
  return Array.isArray(value)
    ? value.flatMap(item => referenceOf(item) ?? [])
    : undefined;
}

function selectorsOf(value: unknown): LinkReference[] | undefined {
  return Array.isArray(value)
    ? value.map(selector => ({ selector: fieldsOf(selector) }))
    : undefined;
}

/** So that a later patch takes away nothing that it does not name. */
function withoutUnset(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, fact]) => fact !== undefined),
  );
}
