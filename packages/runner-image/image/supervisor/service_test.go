package main

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

func TestReasonToDrain(t *testing.T) {
	own := origin{cluster: "fleet", service: "manager", deployment: "ecs-svc/1"}
	deployment := func(id, status string) types.Deployment {
		return types.Deployment{Id: &id, Status: &status, TaskDefinition: aws.String("manager:7")}
	}
	service := func(status string, desired int32, deployments ...types.Deployment) *ecs.DescribeServicesOutput {
		return &ecs.DescribeServicesOutput{Services: []types.Service{
			{Status: &status, DesiredCount: desired, Deployments: deployments},
		}}
	}
	failure := func(reason string) *ecs.DescribeServicesOutput {
		return &ecs.DescribeServicesOutput{Failures: []types.Failure{{Reason: &reason}}}
	}
	for name, test := range map[string]struct {
		answer *ecs.DescribeServicesOutput
		want   string
	}{
		"the own deployment is the primary one":          {service("ACTIVE", 1, deployment("ecs-svc/1", "PRIMARY")), ""},
		"another is still active":                        {service("ACTIVE", 1, deployment("ecs-svc/1", "PRIMARY"), deployment("ecs-svc/0", "ACTIVE")), ""},
		"another is the primary one":                     {service("ACTIVE", 1, deployment("ecs-svc/2", "PRIMARY"), deployment("ecs-svc/1", "ACTIVE")), "service manager has a newer deployment ecs-svc/2 (manager:7)"},
		"a rollback made an earlier one the primary one": {service("ACTIVE", 1, deployment("ecs-svc/0", "PRIMARY"), deployment("ecs-svc/1", "ACTIVE")), "service manager has a newer deployment ecs-svc/0 (manager:7)"},
		"no deployment is the primary one":               {service("ACTIVE", 1, deployment("ecs-svc/2", "ACTIVE")), ""},
		"more than one task is wanted":                   {service("ACTIVE", 2, deployment("ecs-svc/1", "PRIMARY")), ""},
		"no task is wanted":                              {service("ACTIVE", 0, deployment("ecs-svc/1", "PRIMARY")), "service manager has a desired count of 0"},
		"the service is being deleted":                   {service("DRAINING", 1), "service manager is DRAINING"},
		"the service was deleted":                        {service("INACTIVE", 0), "service manager is INACTIVE"},
		"a status that isn't known":                      {service("PAUSED", 1, deployment("ecs-svc/1", "PRIMARY")), ""},
		"the service doesn't exist":                      {failure("MISSING"), "service manager doesn't exist"},
		"another failure":                                {failure("UNKNOWN"), ""},
		"an empty answer":                                {&ecs.DescribeServicesOutput{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := reasonToDrain(test.answer, own); got != test.want {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}
