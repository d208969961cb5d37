import { ChartError, ChartRelease, ChartValues } from '../Chart';
import { enabledEntries } from './names';
import { volumeMounts } from './volumes';

const isMap = (value: unknown): value is ChartValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `env` as a map, in any of the forms the chart takes, or as a list. */
function environment(env: unknown): ChartValues[] {
  if (Array.isArray(env)) return env;
  if (!isMap(env)) return [];
  return Object.entries(env)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      if (!isMap(value)) return { name, value: String(value) };
      if ('value' in value) return { name, value: String(value.value) };
      return { name, valueFrom: value.valueFrom ?? value };
    });
}

function imageOf(image: ChartValues | undefined, where: string): string {
  const { repository, tag, digest } = image ?? {};
  if (!repository)
    throw new ChartError(
      `No image repository specified for container ${where}`,
    );
  const reference =
    tag === undefined ? String(repository) : `${repository}:${tag}`;
  return digest ? `${reference}@${digest}` : reference;
}

/** The first port of the controller's first service: what a plain probe asks. */
function primaryPort(release: ChartRelease, controller: string): unknown {
  const services = enabledEntries(release.values.service);
  const service =
    services.find(({ values }) => values.controller === controller) ??
    services[0];
  const [port] = enabledEntries(service?.values.ports);
  return port?.values.targetPort ?? port?.values.port;
}

function probe(
  values: ChartValues | undefined,
  port: unknown,
): ChartValues | undefined {
  if (!values?.enabled) return undefined;
  if (values.custom) return values.spec;
  if (port === undefined) return undefined;
  const { type = 'TCP', path = '/', spec = {} } = values;
  const timing = {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    failureThreshold: 3,
    ...spec,
  };
  return type === 'HTTP' || type === 'HTTPS'
    ? { httpGet: { path, port: values.port ?? port, scheme: type }, ...timing }
    : { tcpSocket: { port: values.port ?? port }, ...timing };
}

function probes(
  release: ChartRelease,
  controller: string,
  values: ChartValues = {},
) {
  const port = primaryPort(release, controller);
  const found: Array<[string, ChartValues | undefined]> = [
    ['livenessProbe', probe(values.liveness, port)],
    ['readinessProbe', probe(values.readiness, port)],
    ['startupProbe', probe(values.startup, port)],
  ];
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

const asList = (value: unknown) => {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String) : [String(value)];
};

const given = (fields: ChartValues) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );

/**
 * The containers of a controller's pods, in the order of their keys.
 *
 * @throws ChartError for a container without an image
 * @public
 */
export function podContainers(
  release: ChartRelease,
  controller: { id: string; values: ChartValues },
  field: 'containers' | 'initContainers',
): ChartValues[] {
  return enabledEntries(controller.values[field]).map(({ id, values }) => ({
    name: id,
    image: imageOf(values.image, `${controller.id}/${id}`),
    ...given({
      args: asList(values.args),
      command: asList(values.command),
      envFrom: values.envFrom,
      imagePullPolicy: values.image?.pullPolicy,
      lifecycle: values.lifecycle,
      ports: values.ports,
      resources: values.resources,
      restartPolicy:
        field === 'initContainers' ? values.restartPolicy : undefined,
      securityContext: values.securityContext,
    }),
    ...(values.env ? { env: environment(values.env) } : {}),
    ...probes(release, controller.id, values.probes),
    volumeMounts: volumeMounts(release, controller.id, id),
  }));
}
