import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  AppNameField,
  HostnameField,
  NamespaceField,
  SizeField,
  StorageClassField,
  type TreeFieldProps,
} from '../components/FormField/TreeField';
import {
  AppField,
  AppPartField,
  NewNamespaceField,
} from '../components/FormField/AppFields';
import {
  AddressField,
  BucketClassField,
  ClaimField,
  DatabaseField,
  KubernetesVersionField,
  NetworkField,
  NodeAddressField,
  NodeField,
  NodeNameField,
  ScheduleField,
  SecretItemField,
  SecretStoreField,
  SshKeyField,
  TalosVersionField,
} from '../components/FormField/ChoiceFields';
import { ImageField, VersionField } from '../components/FormField/ImageFields';
import { PatternField } from '../components/FormField/PatternField';
import { PresetField } from '../components/FormField/PresetField';
import { RepositoryField } from '../components/FormField/RepositoryField';
import { PreviewField } from '../components/Preview/PreviewField';
import { validateField } from './validateField';

const text = (
  name: string,
  component: (props: TreeFieldProps) => JSX.Element | null,
  field?: string,
) =>
  createFormField({
    name,
    component,
    validation: field ? validateField(field) : undefined,
  });

/** The fields by the names that templates give in `ui:field`. */
export const appNameField = text('GitopsAppName', AppNameField, 'name');
export const namespaceField = text(
  'GitopsNamespace',
  NamespaceField,
  'namespace',
);
export const newNamespaceField = text(
  'GitopsNewNamespace',
  NewNamespaceField,
  'newNamespace',
);
export const appField = text('GitopsApp', AppField, 'app');
export const appPartField = text('GitopsAppPart', AppPartField, 'part');
export const versionField = text('GitopsVersion', VersionField, 'version');
export const imageField = text('GitopsImage', ImageField, 'image');
export const hostnameField = text('GitopsHostname', HostnameField, 'hostname');
export const sizeField = text('GitopsSize', SizeField, 'volume.size');
export const storageClassField = text(
  'GitopsStorageClass',
  StorageClassField,
  'volume.storageClass',
);
export const databaseField = text('GitopsDatabase', DatabaseField, 'database');
export const claimField = text('GitopsClaim', ClaimField, 'claim');
export const nodeNameField = text('GitopsNodeName', NodeNameField, 'nodeName');
export const nodeAddressField = text(
  'GitopsNodeAddress',
  NodeAddressField,
  'nodeAddress',
);
export const nodeField = text('GitopsNode', NodeField, 'like');
export const addressField = text('GitopsAddress', AddressField, 'address');
export const talosVersionField = text(
  'GitopsTalosVersion',
  TalosVersionField,
  'version',
);
export const kubernetesVersionField = text(
  'GitopsKubernetesVersion',
  KubernetesVersionField,
  'version',
);
export const networkField = text('GitopsNetwork', NetworkField, 'network');
export const sshKeyField = text('GitopsSshKey', SshKeyField, 'sshKey');
export const bucketClassField = text(
  'GitopsBucketClass',
  BucketClassField,
  'bucketClass',
);
export const scheduleField = text('GitopsSchedule', ScheduleField, 'schedule');
export const secretStoreField = text(
  'GitopsSecretStore',
  SecretStoreField,
  'store',
);
export const textField = text('GitopsText', PatternField);
export const presetField = text('GitopsPreset', PresetField);
export const secretItemField = text('GitopsSecretItem', SecretItemField);
export const repositoryField = text('GitopsRepository', RepositoryField);
export const previewField = createFormField({
  name: 'GitopsPreview',
  component: PreviewField,
});
