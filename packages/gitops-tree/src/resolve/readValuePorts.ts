import { field } from '../read/field';
import { recordField } from '../read/recordField';
import type { TreePort } from '../types';
import type { TemplateContext } from './fillTemplate';

/** Services and ports of an app-template release. A release with one service names it after itself. */
export function readValuePorts(context: TemplateContext): TreePort[] {
  const services = Object.entries(recordField(context.values, 'service'));
  return services.flatMap(([id, service]) =>
    Object.values(recordField(service, 'ports')).flatMap(entry => {
      const port = field(entry, 'port');
      const name =
        services.length === 1
          ? context.releaseName
          : `${context.releaseName}-${id}`;
      return typeof port === 'number' ? [{ service: name, port }] : [];
    }),
  );
}
