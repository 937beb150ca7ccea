package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

type ecsAPI interface {
	DescribeTasks(context.Context, *ecs.DescribeTasksInput, ...func(*ecs.Options)) (*ecs.DescribeTasksOutput, error)
	DescribeServices(context.Context, *ecs.DescribeServicesInput, ...func(*ecs.Options)) (*ecs.DescribeServicesOutput, error)
}

// origin says where this task comes from.
type origin struct{ cluster, service, deployment string }

// serviceWatch looks at the service that this task belongs to.
type serviceWatch struct {
	api      ecsAPI
	metadata string
	log      *slog.Logger
	outdated chan<- string
	origin   *origin
	// suspected says that the last answer was a reason to drain.
	suspected bool
}

// watchService gives, once, the reason for which this task has to make way.
func watchService(ctx context.Context, api ecsAPI, settings settings, log *slog.Logger) <-chan string {
	outdated := make(chan string, 1)
	metadata := os.Getenv("ECS_CONTAINER_METADATA_URI_V4")
	if metadata == "" {
		log.Warn("ECS_CONTAINER_METADATA_URI_V4 isn't set: deployments aren't seen")
		return outdated
	}
	watch := &serviceWatch{api: api, metadata: metadata + "/task", log: log, outdated: outdated}
	go repetition{
		what:     "looking at the service",
		interval: settings.deploymentInterval,
		retry:    backoff{first: settings.deploymentInterval, longest: 8 * settings.deploymentInterval},
		log:      log,
	}.run(ctx, 0, watch.look)
	return outdated
}

func (w *serviceWatch) look(ctx context.Context) error {
	if w.origin == nil {
		if err := w.findOrigin(ctx); err != nil {
			return err
		}
	}
	answer, err := w.api.DescribeServices(ctx, &ecs.DescribeServicesInput{
		Cluster: &w.origin.cluster, Services: []string{w.origin.service},
	})
	if err != nil {
		return err
	}
	reason := reasonToDrain(answer, *w.origin)
	// ECS answers with what was true a moment ago, too: a task that has just been started could see the deployment before
	// its own. The second answer in a row decides.
	if reason != "" && w.suspected {
		w.outdated <- reason
		return errFinished
	}
	w.suspected = reason != ""
	return nil
}

// reasonToDrain says why a task of that origin has to make way, or nothing.
func reasonToDrain(answer *ecs.DescribeServicesOutput, origin origin) string {
	for _, failure := range answer.Failures {
		if aws.ToString(failure.Reason) == "MISSING" {
			return fmt.Sprintf("service %s doesn't exist", origin.service)
		}
	}
	for _, service := range answer.Services {
		if status := aws.ToString(service.Status); status == "DRAINING" || status == "INACTIVE" {
			return fmt.Sprintf("service %s is %s", origin.service, status)
		}
		if service.DesiredCount == 0 {
			return fmt.Sprintf("service %s has a desired count of 0", origin.service)
		}
		for _, deployment := range service.Deployments {
			if aws.ToString(deployment.Status) == "PRIMARY" && aws.ToString(deployment.Id) != origin.deployment {
				return fmt.Sprintf("service %s has a newer deployment %s (%s)", origin.service,
					aws.ToString(deployment.Id), aws.ToString(deployment.TaskDefinition))
			}
		}
	}
	return ""
}

// findOrigin asks the metadata endpoint for the task and ECS for the deployment that started it.
func (w *serviceWatch) findOrigin(ctx context.Context) error {
	cluster, arn, err := w.ownTask(ctx)
	if err != nil {
		return err
	}
	answer, err := w.api.DescribeTasks(ctx, &ecs.DescribeTasksInput{Cluster: &cluster, Tasks: []string{arn}})
	if err != nil {
		return err
	}
	if len(answer.Tasks) != 1 {
		return &refusal{"MISSING", "ECS doesn't know " + arn + " yet"}
	}
	return w.setOrigin(cluster, answer.Tasks[0])
}

func (w *serviceWatch) setOrigin(cluster string, task types.Task) error {
	service, ofService := strings.CutPrefix(aws.ToString(task.Group), "service:")
	deployment := aws.ToString(task.StartedBy)
	if !ofService || deployment == "" {
		w.log.Warn("the task belongs to no service: there are no deployments to see", "group", aws.ToString(task.Group))
		return errFinished
	}
	w.origin = &origin{cluster: cluster, service: service, deployment: deployment}
	w.log.Info("the task belongs to a service", "cluster", cluster, "service", service, "deployment", deployment)
	return nil
}

func (w *serviceWatch) ownTask(ctx context.Context) (cluster, arn string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.metadata, nil)
	if err != nil {
		return "", "", err
	}
	response, err := localClient.Do(request)
	if err != nil {
		return "", "", err
	}
	defer response.Body.Close()
	var task struct{ Cluster, TaskARN string }
	if response.StatusCode != http.StatusOK {
		return "", "", &refusal{response.Status, "the metadata endpoint gave no task"}
	}
	if err := json.NewDecoder(response.Body).Decode(&task); err != nil {
		return "", "", err
	}
	return task.Cluster, task.TaskARN, nil
}
