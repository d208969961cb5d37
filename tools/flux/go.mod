module github.com/homestage/homestage/tools/flux

go 1.26.0

require github.com/fluxcd/flux2/v2 v2.9.5

replace (
	// Made by scripts/tools/patchedModules.mjs; the recipe says why.
	github.com/fluxcd/flux2/v2 => ../../.tools/patched/flux2-v2.9.5
	gopkg.in/yaml.v3 => gopkg.in/yaml.v3 v3.0.1
)
