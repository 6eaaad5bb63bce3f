package main

import (
	"context"
	"fmt"
	"net"
	"sort"
	"strings"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/status"

	health "grpc/health/v1"
	cache "lyceum/cache/v1"
	course "lyceum/course/v1"
)

// Calls the services of a running Lyceum, and prints what came of each call.
func callServices(courseAddress, cacheAddress string, ids [][]byte) {
	callCourses(dial(courseAddress), ids)
	callCache(dial(cacheAddress))
}

func dial(address string) *ttrpc.Client {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		fail(err)
	}
	return ttrpc.NewClient(connection)
}

func callCourses(connection *ttrpc.Client, ids [][]byte) {
	ctx := context.Background()
	client := course.NewCourseServiceClient(connection)
	response, err := client.BatchGetCourses(ctx, &course.BatchGetCoursesRequest{Ids: ids})
	if err != nil {
		fail(err)
	}
	courses := []string{}
	for _, found := range response.Courses {
		courses = append(courses, fmt.Sprintf("%x %s %d %s", found.Id, found.Title, found.PriceCents, found.Currency))
	}
	sort.Strings(courses)
	fmt.Println("courses:", strings.Join(courses, ", "))

	checks := health.NewHealthClient(connection)
	checked, err := checks.Check(ctx, &health.HealthCheckRequest{})
	if err != nil {
		fail(err)
	}
	fmt.Println("health:", checked.Status)
	_, err = checks.Check(ctx, &health.HealthCheckRequest{Service: "none.Service"})
	fmt.Println("health of another service:", status.Code(err))
	err = connection.Call(ctx, "lyceum.course.v1.CourseService", "None", &course.Course{}, &course.Course{})
	fmt.Println("an unknown method:", status.Code(err))
	_, err = client.BatchGetProgress(ctx, &course.BatchGetProgressRequest{CourseIds: ids})
	fmt.Println("a call without an identity:", status.Code(err))
	_, err = client.BatchGetCourses(ctx, &course.BatchGetCoursesRequest{Ids: make([][]byte, 513)})
	fmt.Println("too many ids:", status.Code(err))
	_, err = client.BatchGetCourses(ctx, &course.BatchGetCoursesRequest{Ids: [][]byte{make([]byte, 4<<20)}})
	fmt.Println("too large a request:", status.Code(err))
}

func callCache(connection *ttrpc.Client) {
	ctx := context.Background()
	client := cache.NewCacheServiceClient(connection)
	key, value := []byte("one"), []byte("a value of Go's")
	_, err := client.SetMany(ctx, &cache.SetManyRequest{
		Keyspace: "go-peer", Entries: []*cache.CacheEntry{{Key: key, Value: value, TtlMs: 60000}}})
	if err != nil {
		fail(err)
	}
	response, err := client.GetMany(ctx, &cache.GetManyRequest{Keyspace: "go-peer", Keys: [][]byte{key, []byte("two")}})
	if err != nil {
		fail(err)
	}
	for _, lookup := range response.Lookups {
		fmt.Printf("cached: %t %s\n", lookup.Found, lookup.Value)
	}
}
