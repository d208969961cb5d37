import { ResourceType, StoredObject } from '../ObjectStore';
import { ServedVersion } from '../schema/ServedVersion';

interface CrdVersion {
  name: string;
  served: boolean;
  storage: boolean;
  deprecated?: boolean;
  schema?: { openAPIV3Schema?: ServedVersion['schema'] };
  additionalPrinterColumns?: ServedVersion['printerColumns'];
  subresources?: {
    status?: object;
    scale?: {
      specReplicasPath: string;
      statusReplicasPath: string;
      labelSelectorPath?: string;
    };
  };
}

interface CrdSpec {
  group: string;
  scope: 'Namespaced' | 'Cluster';
  names: {
    kind: string;
    plural: string;
    singular?: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: CrdVersion[];
}

function scaleOf(version: CrdVersion): Pick<ResourceType, 'scale'> {
  const scale = version.subresources?.scale;
  if (!scale) {
    return {};
  }
  const path = (dotted: string) => dotted.replace(/^\./, '');
  return {
    scale: {
      specReplicas: path(scale.specReplicasPath),
      statusReplicas: path(scale.statusReplicasPath),
      ...(scale.labelSelectorPath
        ? { labelSelector: path(scale.labelSelectorPath) }
        : {}),
    },
  };
}

/** The kind that a CustomResourceDefinition brings; undefined while none of its versions is served. */
export function customType(definition: StoredObject): ResourceType | undefined {
  const { group, scope, names, versions } = definition.spec as CrdSpec;
  const served = versions.filter(version => version.served);
  const storage = served.find(version => version.storage) ?? served[0];
  if (!storage) {
    return undefined;
  }
  return Object.freeze({
    group,
    version: storage.name,
    kind: names.kind,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    namespaced: scope === 'Namespaced',
    hasStatus: storage.subresources?.status !== undefined,
    categories: names.categories ?? [],
    ...scaleOf(storage),
    versions: served.map(version => ({
      name: version.name,
      schema: version.schema?.openAPIV3Schema,
      printerColumns: version.additionalPrinterColumns,
      deprecated: version.deprecated,
    })),
    isCustom: true,
  });
}
