module github.com/homestage/homestage/tools/talosctl

go 1.26.6

require (
	github.com/siderolabs/talos v1.13.9
	github.com/siderolabs/talos/pkg/machinery v1.13.9
)

require (
	github.com/siderolabs/go-kubernetes v0.2.38 // indirect
	github.com/wI2L/jsondiff v0.7.1 // indirect
)

replace (
	// As upstream: a dependency's own replaces do not count here.
	github.com/coredns/coredns => github.com/siderolabs/coredns v1.14.53
	github.com/fluxcd/pkg/ssa => github.com/fluxcd/pkg/ssa v0.76.2
	github.com/mdlayher/kobject => github.com/smira/kobject v0.0.0-20240304111826-49c8d4613389
	// Stand in for v0.2.38 and v3.6.12, which not every module mirror serves.
	github.com/siderolabs/go-kubernetes => github.com/siderolabs/go-kubernetes v0.2.36
	go.etcd.io/etcd/etcdutl/v3 => go.etcd.io/etcd/etcdutl/v3 v3.6.10
)
