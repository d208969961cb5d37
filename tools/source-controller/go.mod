module github.com/homestage/homestage/tools/source-controller

go 1.26.0

require (
	github.com/fluxcd/source-controller v1.9.5
	github.com/fluxcd/source-controller/api v1.9.5
)

replace (
	// Stands in for v0.18, which not every module mirror serves. Made by
	// scripts/tools/patchedModules.mjs; the recipe says what is changed.
	github.com/fluxcd/pkg/artifact => ../../.tools/patched/artifact-v0.4.0
	github.com/opencontainers/go-digest => github.com/opencontainers/go-digest v1.0.1-0.20220411205349-bde1400a84be
)
