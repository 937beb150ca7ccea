package main

import "testing"

func TestCheckAnswer(t *testing.T) {
	const (
		on  = `{"protection":{"ProtectionEnabled":true,"TaskArn":"arn","ExpirationDate":"2026-01-01T00:00:00Z"}}`
		off = `{"protection":{"ProtectionEnabled":false,"TaskArn":"arn","ExpirationDate":null}}`
	)
	for name, test := range map[string]struct {
		status  int
		text    string
		enabled bool
		want    string
	}{
		"protected as asked":               {200, on, true, ""},
		"released as asked":                {200, off, false, ""},
		"not protected":                    {200, off, true, "unchanged: the agent left the protection at false"},
		"not released":                     {200, on, false, "unchanged: the agent left the protection at true"},
		"a failure with status 200":        {200, `{"failure":{"Arn":"arn","Detail":null,"Reason":"TASK_NOT_VALID"}}`, true, "TASK_NOT_VALID: the agent refused: "},
		"a failure with its detail":        {200, `{"failure":{"Arn":"arn","Detail":"why","Reason":"DEPLOYMENT_BLOCKED"}}`, true, "DEPLOYMENT_BLOCKED: the agent refused: why"},
		"an error":                         {400, `{"requestID":"1","error":{"Arn":"arn","Code":"AccessDeniedException","Message":"no"}}`, true, "AccessDeniedException: no"},
		"an error with status 200":         {200, `{"error":{"Code":"ServerException","Message":"no"}}`, true, "ServerException: no"},
		"a protection with a wrong status": {500, on, true, "status 500: the agent gave no answer that can be read"},
		"an empty object":                  {200, `{}`, true, "status 200: the agent gave no answer that can be read"},
		"text that isn't JSON":             {404, `404 page not found`, true, "status 404: the agent gave no answer that can be read"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := checkAnswer(test.status, []byte(test.text), test.enabled); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}
