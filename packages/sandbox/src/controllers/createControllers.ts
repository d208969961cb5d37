import { ObjectStore, StoredObject } from '../kubernetes/ObjectStore';
import { chartsOf } from './charts/charts';
import { publishedManifests } from './charts/published/publishedManifests';
import { readChartDescriptions } from './charts/published/readChartDescriptions';
import { HelmReleaseController } from './helm/HelmReleaseController';
import { KustomizationController } from './kustomize/KustomizationController';
import { GatewayController } from './network/GatewayController';
import { HttpRouteController } from './network/HttpRouteController';
import { ReceiverController } from './notification/ReceiverController';
import { CustomResourceController } from './operators/CustomResourceController';
import { TupprController } from './operators/TupprController';
import { Controller } from './runtime/Controller';
import { ArtifactCache } from './source/ArtifactCache';
import { ChartRegistry } from './source/ChartRegistry';
import {
  GitOrigins,
  GitRepositoryController,
} from './source/GitRepositoryController';
import { HelmChartController } from './source/HelmChartController';
import { HelmRepositoryController } from './source/HelmRepositoryController';
import { OciRepositoryController } from './source/OciRepositoryController';
import { VirtualMachineController } from './virtualization/VirtualMachineController';
import { VirtualMachineInstanceController } from './virtualization/VirtualMachineInstanceController';
import { CronJobController } from './workloads/CronJobController';
import { DaemonSetController } from './workloads/DaemonSetController';
import { DeploymentController } from './workloads/DeploymentController';
import { EndpointSliceController } from './workloads/EndpointSliceController';
import { JobController } from './workloads/JobController';
import { Kubelet } from './workloads/Kubelet';
import { NamespaceController } from './workloads/NamespaceController';
import { NodeController } from './workloads/NodeController';
import { PersistentVolumeClaimController } from './workloads/PersistentVolumeClaimController';
import { PodNetwork } from './workloads/PodNetwork';
import { ReplicaSetController } from './workloads/ReplicaSetController';
import { Scheduler } from './workloads/Scheduler';
import { ServiceController } from './workloads/ServiceController';
import { StatefulSetController } from './workloads/StatefulSetController';

/** @public */
export interface ControllersOptions {
  origins: GitOrigins;
  network: PodNetwork;
  /** When the lab begins, in its own time. */
  startedAt: number;
  /** True for a tree that was not made for the lab: every chart is found. */
  trustsEveryChart: boolean;
  /** Called with what Flux is about to apply, e.g. to serve its kinds. */
  prepare?: (manifests: readonly StoredObject[], store: ObjectStore) => void;
}

/** Every loop of the lab, each once. @public */
export function createControllers(options: ControllersOptions): Controller[] {
  const { origins, network, startedAt, trustsEveryChart, prepare } = options;
  const artifacts = new ArtifactCache();
  const descriptions = readChartDescriptions();
  const charts = chartsOf(descriptions);
  const readAddress = publishedManifests(descriptions);
  const registry = new ChartRegistry({
    charts: charts.map(({ name }) => name),
    trustsEveryChart,
  });
  return [
    new GitRepositoryController({ origins, artifacts }),
    new OciRepositoryController({ registry }),
    new HelmRepositoryController(),
    new HelmChartController({ registry }),
    new KustomizationController({ artifacts, prepare, readAddress }),
    new HelmReleaseController({ charts, prepare }),
    new ReceiverController(),
    new NamespaceController(),
    new NodeController(),
    new DeploymentController(),
    new ReplicaSetController(),
    new StatefulSetController(),
    new DaemonSetController(),
    new JobController(),
    new CronJobController({ startedAt }),
    new PersistentVolumeClaimController(),
    new ServiceController(),
    new EndpointSliceController(),
    new Scheduler(),
    new Kubelet({ network }),
    new GatewayController(),
    new HttpRouteController(),
    new VirtualMachineController(),
    new VirtualMachineInstanceController(),
    new TupprController('Talos'),
    new TupprController('Kubernetes'),
    ...descriptions.flatMap(({ name, kinds }) =>
      kinds.map(operated => new CustomResourceController({ name, operated })),
    ),
  ];
}
