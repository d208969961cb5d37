import { useState } from 'react';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { Container, Flex } from '@backstage/ui';
import { RiGitPullRequestLine } from '@remixicon/react';
import gitopsPlugin, { gitopsApiRef } from '../src';
import {
  changePlan,
  FakeGitopsClient,
} from '../src/__testUtils__/FakeGitopsClient';
import { TestForm } from '../src/__testUtils__/TestForm';
import {
  AppNameField,
  HostnameField,
  NamespaceField,
} from '../src/components/FormField/TreeField';
import { ImageField } from '../src/components/FormField/ImageFields';
import { PreviewView } from '../src/components/Preview/PreviewView';

const fakeClient = createFrontendModule({
  pluginId: 'gitops',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: gitopsApiRef,
          deps: {},
          factory: () => new FakeGitopsClient(),
        }),
    }),
  ],
});

function FormPage() {
  const [reason, setReason] = useState('');
  const plan = changePlan({
    isBlocked: true,
    findings: [
      {
        rule: 'hostname-clash',
        severity: 'error',
        file: 'kubernetes/apps/media/navidrome/app/helmrelease.yaml',
        line: 34,
        column: 13,
        message: 'Two routes claim tv.lab.example.',
        mend: 'Choose another host name.',
      },
    ],
  });
  const form = { namespace: 'media', name: 'navidrome' };
  return (
    <Container>
      <Flex direction="column" gap="4">
        <TestForm field={AppNameField} path="name" title="Name" form={form} />
        <TestForm field={NamespaceField} path="namespace" title="Namespace" />
        <TestForm field={ImageField} path="image" title="Image" />
        <TestForm
          field={HostnameField}
          path="hostname"
          title="Host name"
          form={form}
        />
        <PreviewView
          state={{ status: 'ready', plan }}
          overrideReason={reason}
          onOverride={setReason}
          onRetry={() => setReason('')}
        />
      </Flex>
    </Container>
  );
}

const devPage = createFrontendPlugin({
  pluginId: 'dev',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/form',
        title: 'Form',
        icon: <RiGitPullRequestLine />,
        loader: async () => <FormPage />,
      },
    }),
  ],
});

createDevApp({ features: [gitopsPlugin, fakeClient, devPage] });
