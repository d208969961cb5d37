// Command kubevirt-crds writes KubeVirt's CustomResourceDefinitions to the file
// that it is given.
//
// KubeVirt keeps them as Go code in a package that also imports half of its
// operator. scripts/definitions/generated.mjs lays the two files that hold them
// beside this one, as ./components, and runs it there.
package main

import (
	"bytes"
	"fmt"
	"os"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/yaml"

	"github.com/homestage/homestage/tools/kubevirt-crds/components"
)

var definitions = []func() (*extv1.CustomResourceDefinition, error){
	components.NewKubeVirtCrd,
	components.NewMigrationPolicyCrd,
	components.NewPluginCrd,
	components.NewPresetCrd,
	components.NewReplicaSetCrd,
	components.NewVirtualMachineBackupCrd,
	components.NewVirtualMachineBackupTrackerCrd,
	components.NewVirtualMachineCloneCrd,
	components.NewVirtualMachineClusterInstancetypeCrd,
	components.NewVirtualMachineClusterPreferenceCrd,
	components.NewVirtualMachineCrd,
	components.NewVirtualMachineExportCrd,
	components.NewVirtualMachineInstanceCrd,
	components.NewVirtualMachineInstanceMigrationCrd,
	components.NewVirtualMachineInstancetypeCrd,
	components.NewVirtualMachinePoolCrd,
	components.NewVirtualMachinePreferenceCrd,
	components.NewVirtualMachineRestoreCrd,
	components.NewVirtualMachineSnapshotContentCrd,
	components.NewVirtualMachineSnapshotCrd,
}

func main() {
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(file string) error {
	var documents bytes.Buffer
	for _, define := range definitions {
		definition, err := define()
		if err != nil {
			return err
		}
		// The operator writes these when it creates a definition.
		definition.APIVersion = "apiextensions.k8s.io/v1"
		definition.Kind = "CustomResourceDefinition"
		text, err := yaml.Marshal(definition)
		if err != nil {
			return fmt.Errorf("%s: %w", definition.Name, err)
		}
		fmt.Fprintf(&documents, "---\n%s", text)
	}
	return os.WriteFile(file, documents.Bytes(), 0o644)
}
