// A second opinion on the Talos API: one machine on loopback that speaks through
// Talos' own machinery. Resources go through its types and its COSI server, answers
// of RPCs through its messages, so that whoever gets a name, a number or a shape
// wrong is told by the real definitions.
//
// What it says is read from a file, and read again on SIGHUP.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/cosi-project/runtime/api/v1alpha1"
	"github.com/cosi-project/runtime/pkg/resource"
	"github.com/cosi-project/runtime/pkg/resource/meta"
	"github.com/cosi-project/runtime/pkg/resource/protobuf"
	"github.com/cosi-project/runtime/pkg/state"
	"github.com/cosi-project/runtime/pkg/state/impl/inmem"
	"github.com/cosi-project/runtime/pkg/state/impl/namespaced"
	"github.com/cosi-project/runtime/pkg/state/protobuf/server"
	"github.com/cosi-project/runtime/pkg/state/registry"
	"go.yaml.in/yaml/v4"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	_ "github.com/siderolabs/talos/pkg/machinery/api/machine"
	machinetype "github.com/siderolabs/talos/pkg/machinery/config/machine"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/block"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/cluster"
	"github.com/siderolabs/talos/pkg/machinery/resources/config"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/etcd"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/files"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/hardware"
	"github.com/siderolabs/talos/pkg/machinery/resources/k8s"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/network"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/perf"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/runtime"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/time"
	_ "github.com/siderolabs/talos/pkg/machinery/resources/v1alpha1"
)

// What the machine says.
type machine struct {
	Resources []wish `json:"resources"`
	// Answers by the full name of their method, such as
	// "/machine.MachineService/Version"; several for a stream.
	Answers map[string][]json.RawMessage `json:"answers"`
}

// One resource, its spec in YAML.
type wish struct {
	Namespace string `json:"namespace"`
	Type      string `json:"type"`
	ID        string `json:"id"`
	Spec      string `json:"spec"`
}

func (w wish) String() string { return fmt.Sprintf("%s/%s/%s", w.Namespace, w.Type, w.ID) }

func read(path string) (machine, error) {
	var said machine
	text, err := os.ReadFile(path)
	if err != nil {
		return said, err
	}
	return said, json.Unmarshal(text, &said)
}

// The resource in the type that Talos registers for it: a field that the type does
// not have is an error.
func build(w wish) (resource.Resource, error) {
	wire, err := protobuf.Unmarshal(&v1alpha1.Resource{
		Metadata: &v1alpha1.Metadata{
			Namespace: w.Namespace, Type: w.Type, Id: w.ID, Version: "1", Phase: "running",
			Created: timestamppb.Now(), Updated: timestamppb.Now(),
		},
		Spec: &v1alpha1.Spec{YamlSpec: w.Spec},
	})
	if err != nil {
		return nil, err
	}
	typed, err := protobuf.UnmarshalResource(wire)
	if err != nil {
		return nil, err
	}
	if _, isKnown := typed.(meta.ResourceWithRD); !isKnown {
		return nil, fmt.Errorf("Talos registers no such type")
	}
	return typed, decode(typed, w.Spec)
}

// Two types write YAML in a form that they do not read themselves.
func decode(typed resource.Resource, spec string) error {
	decoder := yaml.NewDecoder(strings.NewReader(spec))
	decoder.KnownFields(true)
	switch one := typed.(type) {
	case *config.MachineType:
		var name string
		if err := decoder.Decode(&name); err != nil {
			return err
		}
		parsed, err := machinetype.ParseType(name)
		one.SetMachineType(parsed)
		return err
	case *k8s.StaticPodStatus:
		return decoder.Decode(&one.TypedSpec().PodStatus)
	default:
		return decoder.Decode(typed.Spec())
	}
}

// The COSI state of the machine.
type store struct {
	state state.State
	types *registry.ResourceRegistry
	known map[resource.Type]bool
}

func newStore(ctx context.Context) (*store, error) {
	core := state.WrapCore(namespaced.NewState(inmem.Build))
	s := &store{
		state: core,
		types: registry.NewResourceRegistry(core),
		known: map[resource.Type]bool{},
	}
	if err := registry.NewNamespaceRegistry(core).RegisterDefault(ctx); err != nil {
		return nil, err
	}
	return s, s.types.RegisterDefault(ctx)
}

// Puts every resource; names each that cannot be.
func (s *store) put(ctx context.Context, wishes []wish) error {
	var faults []string
	for _, w := range wishes {
		if err := s.putOne(ctx, w); err != nil {
			faults = append(faults, fmt.Sprintf("%s: %v", w, err))
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s", strings.Join(faults, "\n"))
	}
	return nil
}

func (s *store) putOne(ctx context.Context, w wish) error {
	made, err := build(w)
	if err != nil {
		return err
	}
	if !s.known[w.Type] {
		if err := s.types.Register(ctx, made.(meta.ResourceWithRD)); err != nil {
			return err
		}
		s.known[w.Type] = true
	}
	now, err := s.state.Get(ctx, made.Metadata())
	if state.IsNotFoundError(err) {
		return s.state.Create(ctx, made)
	}
	if err != nil {
		return err
	}
	made.Metadata().SetVersion(now.Metadata().Version())
	if same, err := isSame(now, made); err != nil || same {
		return err
	}
	return s.state.Update(ctx, made)
}

func isSame(one, other resource.Resource) (bool, error) {
	a, err := yaml.Marshal(one.Spec())
	if err != nil {
		return false, err
	}
	b, err := yaml.Marshal(other.Spec())
	return string(a) == string(b), err
}

// Answers any method by its real messages.
func answerOf(answers map[string][]json.RawMessage) grpc.StreamHandler {
	return func(_ any, stream grpc.ServerStream) error {
		name, _ := grpc.MethodFromServerStream(stream)
		messages, isKnown := answers[name]
		if !isKnown {
			return status.Errorf(codes.Unimplemented, "%s is not played", name)
		}
		method, err := find(name)
		if err != nil {
			return status.Error(codes.Unimplemented, err.Error())
		}
		if err := stream.RecvMsg(dynamicpb.NewMessage(method.Input())); err != nil {
			return err
		}
		for _, text := range messages {
			message := dynamicpb.NewMessage(method.Output())
			if err := protojson.Unmarshal(text, message); err != nil {
				return status.Errorf(codes.Internal, "%s: %v", name, err)
			}
			if err := stream.SendMsg(message); err != nil {
				return err
			}
		}
		return nil
	}
}

func find(name string) (protoreflect.MethodDescriptor, error) {
	service, method, _ := strings.Cut(strings.TrimPrefix(name, "/"), "/")
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(service))
	if err != nil {
		return nil, err
	}
	described, isService := found.(protoreflect.ServiceDescriptor)
	if !isService || described.Methods().ByName(protoreflect.Name(method)) == nil {
		return nil, fmt.Errorf("Talos has no method %s", name)
	}
	return described.Methods().ByName(protoreflect.Name(method)), nil
}

func tlsOf(ca, certificate, key string) (credentials.TransportCredentials, error) {
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s holds no certificate", ca)
	}
	return credentials.NewTLS(&tls.Config{
		Certificates: []tls.Certificate{pair},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    pool,
		MinVersion:   tls.VersionTLS13,
	}), nil
}

func run() error {
	says := flag.String("says", "", "file with what the machine says")
	listen := flag.String("listen", "127.0.0.1:0", "address")
	ca := flag.String("ca", "", "certificate that clients are signed with")
	certificate := flag.String("cert", "", "certificate of the machine")
	key := flag.String("key", "", "its key")
	flag.Parse()

	ctx := context.Background()
	said, err := read(*says)
	if err != nil {
		return err
	}
	s, err := newStore(ctx)
	if err != nil {
		return err
	}
	if err := s.put(ctx, said.Resources); err != nil {
		return err
	}
	secured, err := tlsOf(*ca, *certificate, *key)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	again := make(chan os.Signal, 1)
	signal.Notify(again, syscall.SIGHUP)
	go func() {
		for range again {
			changed, err := read(*says)
			if err == nil {
				err = s.put(ctx, changed.Resources)
			}
			if err != nil {
				log.Printf("not read again: %v", err)
			}
		}
	}()
	g := grpc.NewServer(grpc.Creds(secured), grpc.UnknownServiceHandler(answerOf(said.Answers)))
	v1alpha1.RegisterStateServer(g, server.NewState(s.state))
	log.Printf("listening on %s", listener.Addr())
	return g.Serve(listener)
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}
