package main

import (
	"context"
	"net"

	"github.com/containerd/ttrpc"

	cache "lyceum/cache"
	stubs "lyceum/ttrpcstubs"
)

type ttrpcService struct{}

func (ttrpcService) Echo(_ context.Context, request *cache.Lookup) (*cache.Lookup, error) {
	return request, nil
}

func (ttrpcService) Batch(_ context.Context, request *cache.GetManyRequest) (*cache.GetManyResponse, error) {
	return records(request), nil
}

func serveTTRPC(listener net.Listener) error {
	server, err := ttrpc.NewServer()
	if err != nil {
		return err
	}
	stubs.RegisterBenchmarkService(server, ttrpcService{})
	return server.Serve(context.Background(), listener)
}

type ttrpcClient struct{ stubs.BenchmarkService }

func dialTTRPC(address string) (benchmark, error) {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return ttrpcClient{stubs.NewBenchmarkClient(ttrpc.NewClient(connection))}, nil
}

func (client ttrpcClient) echo(ctx context.Context, request *cache.Lookup) (*cache.Lookup, error) {
	return client.Echo(ctx, request)
}

func (client ttrpcClient) batch(ctx context.Context, request *cache.GetManyRequest) (*cache.GetManyResponse, error) {
	return client.Batch(ctx, request)
}
