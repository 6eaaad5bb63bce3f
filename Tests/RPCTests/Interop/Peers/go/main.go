// A peer of another make: Go's ttrpc 1.1.1, as Debian ships it, with the code that its own generator makes.
//
//	go-peer serve SOCKET    serves the cache's contract until it is killed
//	go-peer call SOCKET     calls a server of it, and prints what came of each call
//	go-peer services COURSE CACHE ID …
//	                        calls the services at these addresses; ids in hexadecimal digits
package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	cache "lyceum/cache/v1"
)

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("usage: go-peer serve|call SOCKET, or go-peer services COURSE CACHE ID …"))
	}
	switch command, path := os.Args[1], os.Args[2]; command {
	case "services":
		ids := [][]byte{}
		for _, text := range os.Args[4:] {
			id, err := hex.DecodeString(text)
			if err != nil {
				fail(err)
			}
			ids = append(ids, id)
		}
		callServices(path, os.Args[3], ids)
	case "serve":
		fail(serve(path))
	case "call":
		connection, err := net.Dial("unix", path)
		if err != nil {
			fail(err)
		}
		call(ttrpc.NewClient(connection))
	default:
		fail(fmt.Errorf("no command %q", command))
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// --- as a server

func serve(path string) error {
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	server, err := ttrpc.NewServer()
	if err != nil {
		return err
	}
	cache.RegisterCacheServiceService(server, service{})
	return server.Serve(context.Background(), listener)
}

// Answers as the keyspace says; InteropService on the other side does the same.
type service struct{}

func (service) GetMany(ctx context.Context, request *cache.GetManyRequest) (*cache.GetManyResponse, error) {
	response := &cache.GetManyResponse{}
	for _, key := range request.Keys {
		value, err := lookUp(ctx, request.Keyspace, key)
		if err != nil {
			return nil, err
		}
		response.Lookups = append(response.Lookups, &cache.Lookup{Found: true, Value: value})
	}
	return response, nil
}

func lookUp(ctx context.Context, keyspace string, key []byte) ([]byte, error) {
	switch keyspace {
	case "echo":
		return key, nil
	case "size":
		count, err := strconv.Atoi(string(key))
		return make([]byte, count), err
	case "metadata":
		value, _ := ttrpc.GetMetadataValue(ctx, string(key))
		return []byte(value), nil
	case "slow":
		<-ctx.Done()
		return nil, ctx.Err()
	default:
		return nil, status.Errorf(codes.NotFound, "no keyspace %s", keyspace)
	}
}

func (service) SetMany(_ context.Context, request *cache.SetManyRequest) (*cache.SetManyResponse, error) {
	return &cache.SetManyResponse{Stored: int32(len(request.Entries))}, nil
}

func (service) DeleteMany(_ context.Context, request *cache.DeleteManyRequest) (*cache.DeleteManyResponse, error) {
	return &cache.DeleteManyResponse{}, nil
}

// --- as a client

func call(connection *ttrpc.Client) {
	client := cache.NewCacheServiceClient(connection)
	ctx := context.Background()
	get := func(ctx context.Context, keyspace string, keys ...string) string {
		request := &cache.GetManyRequest{Keyspace: keyspace}
		for _, key := range keys {
			request.Keys = append(request.Keys, []byte(key))
		}
		response, err := client.GetMany(ctx, request)
		// The client gives up at the deadline when the server's answer is not there yet.
		if errors.Is(err, context.DeadlineExceeded) {
			return codes.DeadlineExceeded.String()
		}
		if err != nil {
			return status.Code(err).String() + " " + status.Convert(err).Message()
		}
		values := []string{}
		for _, lookup := range response.Lookups {
			values = append(values, string(lookup.Value))
		}
		return strings.Join(values, ",")
	}

	fmt.Println("echo:", get(ctx, "echo", "a", "b", "ü"))
	stored, err := client.SetMany(ctx, &cache.SetManyRequest{Entries: []*cache.CacheEntry{{TtlMs: 1}, {TtlMs: 2}}})
	if err != nil {
		fail(err)
	}
	fmt.Println("a count:", stored.Stored)
	deleted, err := client.DeleteMany(ctx, &cache.DeleteManyRequest{})
	if err != nil {
		fail(err)
	}
	fmt.Println("an empty reply:", deleted.Deleted)
	fmt.Println("an error:", get(ctx, "none", "a"))
	metadata := ttrpc.MD{"tenant": []string{"blue"}}
	fmt.Println("metadata:", get(ttrpc.WithMetadata(ctx, metadata), "metadata", "tenant"))
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	fmt.Println("a deadline:", strings.Fields(get(short, "slow", "a"))[0])
	err = connection.Call(ctx, "lyceum.cache.v1.CacheService", "None", &cache.GetManyRequest{}, &cache.Lookup{})
	fmt.Println("an unknown method:", status.Code(err))
	err = connection.Call(ctx, "none.Service", "None", &cache.GetManyRequest{}, &cache.Lookup{})
	fmt.Println("an unknown service:", status.Code(err))
	// No message of this type: its field 1 is a number, not text.
	err = connection.Call(
		ctx, "lyceum.cache.v1.CacheService", "GetMany", &cache.DeleteManyResponse{Deleted: 1}, &cache.Lookup{})
	fmt.Println("another message:", status.Code(err))
	fmt.Println("a large reply:", len(get(ctx, "size", "4000000")))
	fmt.Println("too large a reply:", strings.Fields(get(ctx, "size", "4194304"))[0])
	fmt.Println("a large request:", len(get(ctx, "echo", strings.Repeat("x", 4000000))))
	fmt.Println("too large a request:", strings.Fields(get(ctx, "echo", strings.Repeat("x", 4194304)))[0])
	fmt.Println("many calls at once:", crowd(get))
}

// Counts the right answers of 64 callers who share the connection.
func crowd(get func(context.Context, string, ...string) string) int64 {
	var right int64
	var callers sync.WaitGroup
	for caller := 0; caller < 64; caller++ {
		callers.Add(1)
		go func(caller int) {
			defer callers.Done()
			for round := 0; round < 100; round++ {
				text := fmt.Sprintf("%d/%d", caller, round)
				if get(context.Background(), "echo", text) == text {
					atomic.AddInt64(&right, 1)
				}
			}
		}(caller)
	}
	callers.Wait()
	return right
}
