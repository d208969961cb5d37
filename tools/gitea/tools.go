//go:build tools

// Package tools names what this module is there for, so that `go mod tidy` keeps it.
package tools

import (
	_ "code.gitea.io/gitea"
)
