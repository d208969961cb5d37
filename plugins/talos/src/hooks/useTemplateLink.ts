import { useRouteRef } from '@backstage/frontend-plugin-api';
import { templateRouteRef } from '../routes';

/**
 * Gives the address of a form with these values filled in; undefined in a portal
 * without the scaffolder.
 */
export function useTemplateLink(): (
  templateName: string,
  values: Readonly<Record<string, string | undefined>>,
) => string | undefined {
  const template = useRouteRef(templateRouteRef);
  return (templateName, values) => {
    const path = template?.({ namespace: 'default', templateName });
    const formData = JSON.stringify(values);
    return path && `${path}?${new URLSearchParams({ formData })}`;
  };
}
