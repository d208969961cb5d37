module github.com/homestage/homestage/tools/notification-controller

go 1.26.0

require (
	github.com/fluxcd/notification-controller v1.9.3
	github.com/fluxcd/notification-controller/api v1.9.3
)

replace gopkg.in/yaml.v3 => gopkg.in/yaml.v3 v3.0.1
