package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row that is not public has a neighbour that is. */
class PublicAccessTest {
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = ';', textBlock = """
        Allow; "*";                                               ;                                                          true
        Deny;  "*";                                               ;                                                          false
        Allow; {"AWS": "*"};                                      ;                                                          true
        Allow; {"AWS": "arn:aws:iam::111122223333:role/a"};       ;                                                          false
        Allow; {"AWS": ["111122223333", "*"]};                    ;                                                          true
        Allow; {"AWS": ["111122223333", "444455556666"]};         ;                                                          false
        Allow; "*"; {"StringEquals": {"aws:PrincipalOrgPaths": "o-example/r-1/"}};                                           true
        Allow; {"Service": "cloudtrail.amazonaws.com"};           ;                                                          false
        Allow; "*"; {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}};                                         false
        Allow; "*"; {"StringNotEquals": {"s3:DataAccessPointAccount": "111122223333"}};                                      true
        Allow; "*"; {"StringEqualsIfExists": {"s3:DataAccessPointAccount": "111122223333"}};                                 true
        Allow; "*"; {"ForAllValues:StringEquals": {"s3:DataAccessPointAccount": "111122223333"}};                            true
        Allow; "*"; {"StringLike": {"s3:DataAccessPointAccount": "1111*"}};                                                  true
        Allow; "*"; {"StringEquals": {"s3:DataAccessPointAccount": ["111122223333", "444455556666"]}};                       false
        Allow; "*"; {"StringEquals": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/a"}};          false
        Allow; "*"; {"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/*"}};               false
        Allow; "*"; {"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:*:accesspoint/a"}};                          true
        Allow; "*"; {"StringEquals": {"s3:AccessPointNetworkOrigin": "VPC"}};                                                true
        Allow; "*"; {"StringEquals": {"aws:PrincipalOrgID": "o-example"}};                                                   false
        Allow; "*"; {"StringLike": {"aws:PrincipalOrgID": "o-*"}};                                                           true
        Allow; "*"; {"StringEquals": {"aws:SourceVpc": "vpc-91237329"}};                                                     false
        Allow; "*"; {"StringLike": {"aws:SourceVpc": "vpc-*"}};                                                              true
        Allow; "*"; {"StringEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}};                                      true
        Allow; "*"; {"StringLike": {"aws:userid": "AROAEXAMPLE:*"}};                                                         true
        Allow; "*"; {"StringEquals": {"aws:userid": "AIDAEXAMPLE"}};                                                         false
        Allow; "*"; {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}};                                                       false
        Allow; "*"; {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}};                                                           false
        Allow; "*"; {"IpAddress": {"aws:SourceIp": "0.0.0.0/1"}};                                                            true
        Allow; "*"; {"IpAddress": {"aws:SourceIp": "2001:db8::/32"}};                                                        false
        Allow; "*"; {"IpAddress": {"aws:SourceIp": "2000::/3"}};                                                             true
        Allow; "*"; {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}};                                                    true
        Allow; "*"; {"Bool": {"aws:SecureTransport": "true"}};                                                               true
        """)
    void publicIsWhatIsNotLimitedToFixedValues(String effect, String principal, String condition, boolean isPublic) {
        String document = """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "%s", "Principal": %s, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lake/*"%s}]}
                """.formatted(effect, principal, condition == null ? "" : ", \"Condition\": " + condition);

        assertThat(PublicAccess.isPublic(PolicyDocument.parse(document))).isEqualTo(isPublic);
    }
}
