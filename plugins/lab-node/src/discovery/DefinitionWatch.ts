import type { KindResolver, ResolvedKind } from '../reflector/KindResolver';
import { Reflector } from '../reflector/Reflector';
import type { ReflectorOptions } from '../reflector/Reflector';
import type { ReflectorSink, StateReport } from '../reflector/ReflectorSink';

/** Names and versions are enough to notice a change: whole definitions are megabytes. */
const METADATA_ONLY = {
  list: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
  watch:
    'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
};

const DEFINITIONS: ResolvedKind = Object.freeze({
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
  canWatch: true,
});

/** Served by every cluster at the same place since Kubernetes 1.16. */
const FIXED_RESOLVER: KindResolver = {
  resolve: async () => DEFINITIONS,
  known: () => DEFINITIONS,
  invalidate: () => undefined,
  onChange: () => () => undefined,
};

/** Watches CustomResourceDefinitions, and tells only that one came, changed or went. */
export class DefinitionWatch {
  readonly #reflector: Reflector;
  #isLive = false;
  #wasListed = false;

  private constructor(
    options: Omit<ReflectorOptions, 'kind' | 'resolver' | 'sink' | 'accept'>,
    onChange: () => void,
  ) {
    this.#reflector = Reflector.start({
      ...options,
      kind: DEFINITIONS,
      resolver: FIXED_RESOLVER,
      sink: this.#sink(onChange),
      accept: METADATA_ONLY,
    });
  }

  static start(
    options: Omit<ReflectorOptions, 'kind' | 'resolver' | 'sink' | 'accept'>,
    onChange: () => void,
  ): DefinitionWatch {
    return new DefinitionWatch(options, onChange);
  }

  /** Whether changes are told within moments. */
  isLive(): boolean {
    return this.#isLive;
  }

  stop(): void {
    this.#reflector.stop();
  }

  #sink(onChange: () => void): ReflectorSink {
    return {
      replace: () => {
        // The first list tells what discovery has just told.
        if (this.#wasListed) {
          onChange();
        }
        this.#wasListed = true;
      },
      apply: onChange,
      clear: () => undefined,
      report: (report: StateReport) => {
        this.#isLive = report.status === 'live';
      },
      heard: () => undefined,
      count: () => undefined,
      hasFacts: () => this.#wasListed,
      // Definitions are served whatever is defined.
      hasObjects: () => false,
    };
  }
}
