//go:build tools

// Package tools names what this module is there for, so that `go mod tidy` keeps it.
package tools

import (
	_ "github.com/fluxcd/flux2/v2/cmd/flux"
)
