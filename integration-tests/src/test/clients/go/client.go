// Plays Lenses' client for a test: reads one call a line, ["method", argument...], and answers each
// with a line: {"result": ...} or {"error": {"message": ...}}. Argument: the registry's URL.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	registry "github.com/lensesio/schema-registry"
)

func call(client registry.Client, call []interface{}) (interface{}, error) {
	text := func(i int) string { return call[i].(string) }
	number := func(i int) int { return int(call[i].(float64)) }
	switch call[0] {
	case "Subjects":
		return client.Subjects()
	case "Versions":
		return client.Versions(text(1))
	case "RegisterNewSchema":
		return client.RegisterNewSchema(text(1), text(2))
	case "IsRegistered":
		is, schema, err := client.IsRegistered(text(1), text(2))
		return []interface{}{is, schema}, err
	case "GetSchemaById":
		return client.GetSchemaById(number(1))
	case "GetSchemaBySubject":
		return client.GetSchemaBySubject(text(1), number(2))
	case "GetLatestSchema":
		return client.GetLatestSchema(text(1))
	}
	return nil, fmt.Errorf("no method %v", call[0])
}

func main() {
	client, err := registry.NewClient(os.Args[1])
	if err != nil {
		panic(err)
	}
	answers := json.NewEncoder(os.Stdout)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var line []interface{}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			panic(err)
		}
		result, err := call(client, line)
		if err != nil {
			answers.Encode(map[string]interface{}{"error": map[string]string{"message": err.Error()}})
		} else {
			answers.Encode(map[string]interface{}{"result": result})
		}
	}
}
