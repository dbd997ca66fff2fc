use super::Readme;
use crate::{Backend, sample};
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Owner, Resource};

fn page(env: &str, out: &mut ArtifactSet) -> String {
    let project = sample::project();
    let mut diagnostics = Diagnostics::default();
    Readme.emit(&project, project.environment(env).unwrap(), out, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    out.get(&format!("{env}/README.md")).unwrap().text.clone()
}

#[test]
fn an_embedded_environment_has_nothing_to_deploy() {
    insta::assert_snapshot!(page("dev", &mut ArtifactSet::default()));
}

#[test]
fn a_deployment_is_described() {
    let mut out = ArtifactSet::default();
    out.environment_file(
        "local",
        "connect/shop.json",
        "{\"host\": \"@{env:KAFKA}\", \"p\": \"@{secret:shop_password}\"}\n".into(),
    );
    let topic = |name: &str| Resource::new("topic", format!("topic/{name}"), Owner::Weir, name);
    let all = [
        topic("payments"),
        topic("a|b`c"),
        Resource::new("subject", "subject/payments-value", Owner::Weir, "payments-value").needs("topic/payments"),
        Resource::new("service", "service/till", Owner::Weir, "till").needs("subject/payments-value"),
        Resource::new("aws_vpc", "terraform/aws_vpc.main", Owner::Terraform, "main"),
    ];
    for resource in all {
        out.resource("local", resource);
    }
    insta::assert_snapshot!(page("local", &mut out));
}
