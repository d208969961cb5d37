//go:build tools

// Package tools names what this module is there for, so that `go mod tidy` keeps it.
package tools

import (
	_ "kubevirt.io/containerized-data-importer-api/pkg/apis/core/v1beta1"
)
