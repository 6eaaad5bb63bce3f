package main

import (
	"context"
	"net"

	"google.golang.org/grpc"

	cache "lyceum/cache"
	stubs "lyceum/grpcstubs"
)

type grpcService struct{}

func (grpcService) Echo(_ context.Context, request *cache.Lookup) (*cache.Lookup, error) {
	return request, nil
}

func (grpcService) Batch(_ context.Context, request *cache.GetManyRequest) (*cache.GetManyResponse, error) {
	return records(request), nil
}

func serveGRPC(listener net.Listener) error {
	server := grpc.NewServer()
	stubs.RegisterBenchmarkServer(server, grpcService{})
	return server.Serve(listener)
}

type grpcClient struct{ stubs.BenchmarkClient }

func dialGRPC(address string) (benchmark, error) {
	connection, err := grpc.Dial(address, grpc.WithInsecure(), grpc.WithBlock())
	if err != nil {
		return nil, err
	}
	return grpcClient{stubs.NewBenchmarkClient(connection)}, nil
}

func (client grpcClient) echo(ctx context.Context, request *cache.Lookup) (*cache.Lookup, error) {
	return client.Echo(ctx, request)
}

func (client grpcClient) batch(ctx context.Context, request *cache.GetManyRequest) (*cache.GetManyResponse, error) {
	return client.Batch(ctx, request)
}
