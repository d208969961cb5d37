import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { runTool } from '../../process/runTool';

/**
 * Stands in for app-template, which is on the internet: of the values that an app
 * sets it takes the image and the ports, and makes a Deployment and a Service.
 */
const WORKLOAD = `{{- $release := .Release.Name }}
{{- range $name, $controller := .Values.controllers }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $release }}
  labels: &labels
    app.kubernetes.io/instance: {{ $release }}
    app.kubernetes.io/name: {{ $release }}
spec:
  replicas: {{ $controller.replicas | default 1 }}
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels: *labels
    spec:
      containers:
{{- range $container, $spec := $controller.containers }}
        - name: {{ $container }}
          image: {{ $spec.image.repository }}:{{ $spec.image.tag }}
{{- end }}
---
{{- end }}
{{- range $name, $service := .Values.service }}
apiVersion: v1
kind: Service
metadata:
  name: {{ $release }}
  labels:
    app.kubernetes.io/instance: {{ $release }}
    app.kubernetes.io/name: {{ $release }}
spec:
  selector:
    app.kubernetes.io/instance: {{ $release }}
    app.kubernetes.io/name: {{ $release }}
  ports:
{{- range $port, $spec := $service.ports }}
    - name: {{ $port }}
      port: {{ $spec.port }}
{{- end }}
---
{{- end }}
`;

/** A Helm repository on loopback with one chart in it, packed and indexed by the real helm. */
export class ChartRepository {
  readonly url: string;
  readonly #folder: string;
  readonly #server: Server;

  private constructor(folder: string, server: Server) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    this.#folder = folder;
    this.#server = server;
  }

  static async start(name: string, version: string): Promise<ChartRepository> {
    const folder = mkdtempSync(path.join(tmpdir(), 'homestage-charts-'));
    const server = createServer((request, response) => {
      const file = path.join(folder, 'packed', path.basename(request.url!));
      readFile(file).then(
        content => response.end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const repository = new ChartRepository(folder, server);
    await repository.#pack(name, version);
    return repository;
  }

  async #pack(name: string, version: string): Promise<void> {
    const source = path.join(this.#folder, 'chart');
    const packed = path.join(this.#folder, 'packed');
    mkdirSync(path.join(source, 'templates'), { recursive: true });
    mkdirSync(packed);
    writeFileSync(
      path.join(source, 'Chart.yaml'),
      stringify({ apiVersion: 'v2', name, version }),
    );
    writeFileSync(path.join(source, 'templates/workload.yaml'), WORKLOAD);
    await runTool('helm', ['package', source, '--destination', packed]);
    await runTool('helm', ['repo', 'index', packed, '--url', this.url]);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
